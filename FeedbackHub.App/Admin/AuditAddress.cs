using System.Globalization;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Audit;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Admin;

/// <summary>What the audit is asked for, as it is typed and as it stands in an address: days are those of the company's zone, both included.</summary>
public sealed class AuditAddress
{
    /// <summary>The page.</summary>
    public const string Path = "/staff/audit";

    /// <summary>The download.</summary>
    public const string CsvPath = "/staff/audit.csv";

    /// <summary>The first day, such as "2026-10-01"; empty for all.</summary>
    public string From { get; set; } = "";

    /// <summary>The last day.</summary>
    public string Until { get; set; } = "";

    /// <summary>Whose hand: an <see cref="ActorKind"/>.</summary>
    public string Hand { get; set; } = "";

    /// <summary>Which staff member or token.</summary>
    public string Actor { get; set; } = "";

    /// <summary>Whose hand as it is chosen from one list: <c>Customer</c>, or a certain one, <c>Staff:7</c>.</summary>
    public string By
    {
        get => Actor.Length == 0 ? Hand : $"{(Hand.Length > 0 ? Hand : nameof(ActorKind.Staff))}:{Actor}";
        set => (Hand, Actor) = value.Split(':') is [var hand, var actor] ? (hand, actor) : (value, "");
    }

    /// <summary>What happened: a <see cref="JournalKind"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>A case number.</summary>
    public string Case { get; set; } = "";

    /// <summary>The type of an administered thing.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Which of them.</summary>
    public string SubjectId { get; set; } = "";

    /// <summary>Reads an address's query. What it does not understand it leaves out.</summary>
    public static AuditAddress Read(string query)
    {
        var parts = QueryHelpers.ParseQuery(query);
        string Value(string name) => parts.TryGetValue(name, out var values) ? values[0] ?? "" : "";
        return new AuditAddress
        {
            From = Value("from"),
            Until = Value("until"),
            Hand = Value("hand"),
            Actor = Value("actor"),
            Kind = Value("kind"),
            Case = Value("case"),
            Subject = Value("subject"),
            SubjectId = Value("subjectId"),
        };
    }

    /// <summary>The same as an address.</summary>
    public string Of(string path) => QueryHelpers.AddQueryString(path, new (string Name, string Value)[]
    {
        ("from", From), ("until", Until), ("hand", Hand), ("actor", Actor), ("kind", Kind), ("case", Case), ("subject", Subject), ("subjectId", SubjectId),
    }.Where(p => p.Value.Trim().Length > 0).Select(p => KeyValuePair.Create(p.Name, (string?)p.Value.Trim())));

    /// <summary>What is asked for.</summary>
    public AuditFilter Filter(DateTimeZone zone) => new()
    {
        From = Day(From) is { } first ? zone.AtStartOfDay(first).ToInstant() : null,
        Until = Day(Until) is { } last ? zone.AtStartOfDay(last.PlusDays(1)).ToInstant() : null,
        ActorKind = EnumOf<ActorKind>(Hand),
        ActorId = LongOf(Actor),
        Kind = EnumOf<JournalKind>(Kind),
        CaseNumber = Case.Trim() is { Length: > 0 } number ? number : null,
        Subject = Subject.Trim() is { Length: > 0 } subject ? subject : null,
        SubjectId = LongOf(SubjectId),
    };

    private static LocalDate? Day(string text) => LocalDatePattern.Iso.Parse(text.Trim()).TryGetValue(default, out var day) ? day : null;

    private static long? LongOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static T? EnumOf<T>(string word)
        where T : struct, Enum => Enum.TryParse<T>(word, out var value) && Enum.IsDefined(value) ? value : null;
}
