using FeedbackHub.App.Promises;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>The promise that comes next, as the loudest figure of the page; it ticks by itself and explains how it is counted.</summary>
public sealed partial class PromiseBand(
    TimeProvider time, IStringLocalizer<CasePageTexts> T, IStringLocalizer<CaseWords> W, IStringLocalizer<PromiseTexts> spans) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private Promise? promise;
    private PromiseLabel label = new(PromiseTone.None, "", "", "");
    private bool explained;
    private ITimer? clock;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public CaseView View { get; set; } = default!;

    [CascadingParameter] private CaseTimes Times { get; set; } = default!;

    private string Kind => W[$"Promise_{promise!.Kind}"];

    private string Customer => View.Anonymous || View["CustomerName"].Length == 0 ? T["TheCustomer"] : View["CustomerName"];

    private string Figure => promise switch
    {
        { State: PromiseState.Running, DueAt: { } due } when label.Tone != PromiseTone.Late && Times.DayOf(due) != Times.DayOf(Times.Now) => T["Band_By", Kind, label.Text],
        { State: PromiseState.Running } => T["Band_Is", Kind, label.Text],
        { State: PromiseState.Paused } => T["Band_Paused", Kind, label.Detail],
        _ => T["Band_Settled", Kind, label.Text],
    };

    private string For => promise switch
    {
        { State: PromiseState.Paused, Pauses: [.., var pause] } => T["Band_Waiting", Customer, Times.At(pause.From)],
        { State: PromiseState.Met, MetAt: { } met, DueAt: { } due } => T["Band_Met", Times.At(met), Times.At(due)],
        { DueAt: { } due } => T["Band_For", Customer, Times.At(due)],
        _ => "",
    };

    /// <summary>The promise that matters now: the next one due, else one that waits, else how the last one came out.</summary>
    public static Promise? Next(IReadOnlyList<Promise> promises) =>
        promises.Where(p => p is { State: PromiseState.Running, DueAt: not null }).MinBy(p => p.DueAt)
        ?? promises.FirstOrDefault(p => p.State == PromiseState.Paused)
        ?? promises.LastOrDefault(p => p.State == PromiseState.Met)
        ?? (promises.Count > 0 ? promises[^1] : null);

    /// <inheritdoc />
    public void Dispose() => clock?.Dispose();

    /// <inheritdoc />
    protected override void OnInitialized() => clock = time.CreateTimer(_ => _ = InvokeAsync(TickOn), null, Tick, Tick);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        promise = Next(View.Promises);
        Say();
    }

    private void TickOn()
    {
        var before = label;
        Say();
        if (label != before)
        {
            StateHasChanged();
        }
    }

    private void Say()
    {
        if (promise is not null)
        {
            label = PromiseLabel.Of(PromiseFigures.Of(promise), Times.Now, promise.Calendar, spans);
        }
    }
}
