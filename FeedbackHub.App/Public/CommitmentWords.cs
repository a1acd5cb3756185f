using System.Globalization;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Public;

/// <summary>Says the service commitment in the customer's words, its rules with conditions included.</summary>
public sealed class CommitmentWords(IStringLocalizer<PublicTexts> texts, CountedWords counted, PublicOptions options)
{
    private const int HoursOfDay = 24;

    /// <summary>The page.</summary>
    public CommitmentModel Of(ServiceCommitment commitment)
    {
        var time = new PublicTime(texts, new PublicClock(commitment.At, commitment.Calendar.Zone, commitment.Calendar.Zone));
        return new CommitmentModel(
            [.. commitment.Kinds.Select(kind => Of(kind, commitment.Calendar))],
            [.. counted.Calendar(commitment.Calendar, commitment.At), texts["Counted_Pause"]],
            time.Full(commitment.At));
    }

    private CommittedKind Of(KindCommitment kind, BusinessCalendar calendar) => new(
        PublicWords.Of(kind.Kind),
        [.. PromiseKinds.All.Where(p => kind.Usual.For(p) is not null || kind.Record.Any(r => r.Promise == p)).Select(p => Of(p, kind, calendar))],
        [.. kind.Special.Select(special => new CommittedOtherwise(Conditions(special), [.. Promises(special.Rule.Promises, calendar)]))],
        [.. kind.Record.Select(Times).OfType<string>()]);

    private CommittedPromise Of(PromiseKind promise, KindCommitment kind, BusinessCalendar calendar)
    {
        var record = kind.Record.FirstOrDefault(r => r.Promise == promise);
        return new CommittedPromise(
            kind.Usual.For(promise) is { } target ? Promise(promise, target, calendar) : texts[$"Home_Promise_{PublicWords.Of(promise)}"],
            Share(record?.Recent ?? default), Share(record?.All ?? default));
    }

    private IEnumerable<string> Promises(PromiseTargets targets, BusinessCalendar calendar) =>
        from promise in PromiseKinds.All where targets.For(promise) is not null select Promise(promise, targets.For(promise)!.Value, calendar);

    private string Promise(PromiseKind promise, PromiseTarget target, BusinessCalendar calendar) =>
        texts[$"Commitment_Within_{PublicWords.Of(promise)}", counted.Length(calendar, target)];

    private CommittedShare Share(PromiseOutcomes outcomes)
    {
        var all = outcomes.Kept + outcomes.Broken;
        return all == 0 ? new CommittedShare(null, texts["Commitment_None"])
            : all < options.CommitmentFewest ? new CommittedShare(null, texts["Commitment_Few", all])
            : new CommittedShare(string.Create(CultureInfo.CurrentCulture, $"{outcomes.KeptPercent}%"), texts["Commitment_Of", all.ToString("N0", CultureInfo.CurrentCulture)]);
    }

    /// <summary>How long the first answer and the decision took; nothing where too few were given.</summary>
    private string? Times(KeptRecord record)
    {
        if (record.Times is not { } times || times.Count < options.CommitmentFewest)
        {
            return null;
        }

        var what = PublicWords.Of(record.Promise);
        return times switch
        {
            { Half: { } half, NineOfTen: { } nine } when half == nine => texts[$"Commitment_Most_{what}", Span(nine)],
            { Half: { } half, NineOfTen: { } nine } => texts[$"Commitment_Times_{what}", Span(half), Span(nine)],
            { Half: { } half } => texts[$"Commitment_Half_{what}", Span(half), Span(MetMark.Hours[^1])],
            _ => texts[$"Commitment_Slow_{what}", Span(MetMark.Hours[^1])],
        };
    }

    private string Span(int hours) => hours switch
    {
        1 => texts["Commitment_Hour"],
        < HoursOfDay => texts["Commitment_Hours", hours],
        HoursOfDay => texts["Commitment_Day"],
        _ => texts["Commitment_Days", hours / HoursOfDay],
    };

    /// <summary>When a rule counts, as one clause: "If it is a serious matter, and if somebody could be hurt".</summary>
    private string Conditions(SpecialPromise special)
    {
        var rule = special.Rule;
        List<string> said = [];
        if (rule.Severity is { } severity)
        {
            said.Add(texts[severity == Severity.Major ? "Commitment_If_Major" : "Commitment_If_General"]);
        }

        if (rule.Safety is { } safety)
        {
            said.Add(texts[safety ? "Commitment_If_Safety" : "Commitment_If_NoSafety"]);
        }

        if (rule.Channels is { Count: > 0 } channels)
        {
            said.Add(texts["Commitment_If_Channel", List(channels.Select(c => texts[$"Channel_{c}"].Value))]);
        }

        if (special.Categories.Count > 0)
        {
            said.Add(texts["Commitment_If_Category", List(special.Categories.Select(Name))]);
        }

        if (special.Departments.Count > 0)
        {
            said.Add(texts["Commitment_If_Department", List(special.Departments.Select(Name))]);
        }

        return texts["Commitment_If", said.Count == 0 ? texts["Commitment_If_Else"].Value : string.Join(texts["Commitment_If_And"], said)];
    }

    private string List(IEnumerable<string> names) => string.Join(texts["Commitment_Or"], names);

    private static string Name(Bilingual name) => name.In(PublicLanguages.Current);
}
