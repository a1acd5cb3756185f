using FeedbackHub.App.Promises;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Cases;

/// <summary>"How is this counted?" for one promise: every stretch that counted, was closed, or waited for the customer, with totals.</summary>
public sealed partial class PromiseExplanation(IStringLocalizer<CasePageTexts> T, IStringLocalizer<CaseWords> W, TargetWords Targets)
{
    private readonly List<Line> steps = [];
    private Duration counted;
    private Duration closed;
    private Duration paused;

    /// <summary>The promise.</summary>
    [Parameter, EditorRequired] public Promise Promise { get; set; } = default!;

    /// <summary>Whether it is shown unfolded at first.</summary>
    [Parameter] public bool Open { get; set; }

    [CascadingParameter] private CaseTimes Times { get; set; } = default!;

    private string Heading => Promise.DueAt is { } due
        ? T["Explain_Heading", W[$"Promise_{Promise.Kind}"], Times.At(due)]
        : T["Explain_HeadingPaused", W[$"Promise_{Promise.Kind}"]];

    private string Outcome => Promise switch
    {
        { MetAt: { } met, Kept: true } => T["Explain_Kept", Times.At(met)],
        { MetAt: { } met } => T["Explain_Broken", Times.At(met)],
        { State: PromiseState.Ended, EndedAt: { } ended } => T["Explain_Ended", Times.At(ended)],
        { State: PromiseState.Paused, DueAt: null, Remaining: { } left } => T["Explain_Waits", Times.Length(left)],
        { State: PromiseState.Paused, DueAt: null, RemainingDays: { } left } => T["Explain_Waits", Targets.Of(Promise.Target with { Amount = left })],
        { DueAt: { } due } when due < Times.Now => T["Explain_Late", Times.At(due)],
        { DueAt: { } due } => T["Explain_Due", Times.At(due)],
        _ => "",
    };

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        steps.Clear();
        (counted, closed, paused) = (Duration.Zero, Duration.Zero, Duration.Zero);
        foreach (var step in Promise.Explain())
        {
            steps.Add(Say(step));
        }
    }

    private Line Say(PromiseStep step)
    {
        switch (step)
        {
            case PromiseStep.Counted c:
                counted += c.Working;
                return new("counted", Times.Span(c.From, c.To), T["Explain_IsCounted", Times.Length(c.Working)], Times.Length(counted));
            case PromiseStep.Day d:
                return new("counted", Times.Span(d.From, d.To), d.Number == 0 ? T["Explain_DayOfReceipt"] : T["Explain_Day", d.Number], d.Number == 0 ? "" : T["Explain_DayNumber", d.Number]);
            case PromiseStep.DayWaited d:
                paused += d.To - d.From;
                return new("paused", Times.Span(d.From, d.To), T["Explain_DayWaited"], "");
            case PromiseStep.Agreed a:
                counted = Duration.Zero;
                return new("paused", Times.At(a.To), T["Explain_Agreed", Times.At(a.Until)], "");
            case PromiseStep.Closed c:
                closed += c.To - c.From;
                return new("closed", Times.Span(c.From, c.To), T["Explain_IsClosed", Times.Length(c.To - c.From)], "");
            case PromiseStep.Paused { To: { } to } p:
                paused += to - p.From;
                return new("paused", Times.Span(p.From, to), T["Explain_IsPaused", Times.Length(to - p.From)], "");
            case PromiseStep.Paused p:
                paused += Duration.Max(Duration.Zero, Times.Now - p.From);
                return new("paused", T["Explain_Since", Times.At(p.From)], T["Explain_StillPaused"], "");
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, "A step nobody explains.");
        }
    }

    private sealed record Line(string Css, string When, string What, string Counted);
}
