using System.Globalization;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Queue;

/// <summary>The addresses of the queue: the whole filter stands in them, so that a view can be kept, shared and gone back to.</summary>
public static class QueueAddress
{
    /// <summary>The page's path.</summary>
    public const string Path = "/staff/queue";

    /// <summary>A view without further filters.</summary>
    public static string Of(QueueView view) => Of(new QueueFilter { View = view });

    /// <summary>The address of a filter, and of the page after a row.</summary>
    public static string Of(QueueFilter filter, QueuePlace? after = null)
    {
        var query = new List<KeyValuePair<string, string?>> { new("view", Word(filter.View)) };

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(new(name, value));
            }
        }

        Add("sort", filter.Sort == QueueSort.Due ? null : Word(filter.Sort));
        Add("department", filter.DepartmentId?.ToString(CultureInfo.InvariantCulture));
        Add("handler", filter.HandlerId?.ToString(CultureInfo.InvariantCulture));
        Add("state", filter.State is { } state ? Word(state) : null);
        Add("kind", filter.Kind is { } kind ? Word(kind) : null);
        Add("severity", filter.Severity is { } severity ? Word(severity) : null);
        if (filter.Span is { } span)
        {
            Add("when", Word(span.Event));
            Add("from", InstantPattern.ExtendedIso.Format(span.From));
            Add("before", InstantPattern.ExtendedIso.Format(span.Before));
        }

        Add("open", filter.OpenOnly ? "1" : null);
        Add("q", filter.Words);
        Add("after", after?.ToString());
        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>The filter and place that an address says. What it does not understand it leaves out.</summary>
    public static (QueueFilter Filter, QueuePlace? After) Read(Uri address)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        string? Value(string name) => query.TryGetValue(name, out var values) ? values[0] : null;
        var filter = new QueueFilter
        {
            View = EnumOf<QueueView>(Value("view")) ?? QueueView.Mine,
            Sort = EnumOf<QueueSort>(Value("sort")) ?? QueueSort.Due,
            DepartmentId = LongOf(Value("department")),
            HandlerId = LongOf(Value("handler")),
            State = EnumOf<CaseState>(Value("state")),
            Kind = EnumOf<CaseKind>(Value("kind")),
            Severity = EnumOf<Severity>(Value("severity")),
            Span = EnumOf<QueueEvent>(Value("when")) is { } what && InstantOf(Value("from")) is { } from && InstantOf(Value("before")) is { } before
                ? new QueueSpan(what, from, before)
                : null,
            OpenOnly = Value("open") == "1",
            Words = Value("q") ?? "",
        };
        return (filter, QueuePlace.Parse(Value("after")));
    }

    /// <summary>The view that an address shows; null where it is not the queue's.</summary>
    public static QueueView? ViewOf(string relativeAddress)
    {
        var address = new Uri(new Uri("http://hub/"), relativeAddress);
        return address.AbsolutePath == Path || address.AbsolutePath == "/staff" ? Read(address).Filter.View : null;
    }

    private static string Word<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    private static T? EnumOf<T>(string? word)
        where T : struct, Enum => Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsDigit(word![0]) ? value : null;

    private static Instant? InstantOf(string? text) =>
        text is not null && InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    private static long? LongOf(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
