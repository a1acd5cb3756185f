using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>The next sensible step as a button, all others in a menu, and the dialogs they open.</summary>
public sealed partial class CaseActions(CaseMoves moves, FailureText words, IStringLocalizer<CasePageTexts> T)
{
    private NextStep next = new("", null, []);
    private HandOver begun = new(0);
    private Step? open;
    private Failure? failure;
    private bool busy;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public CaseView View { get; set; } = default!;

    /// <summary>The composer is wanted.</summary>
    [Parameter] public EventCallback OnReply { get; set; }

    /// <summary>The dialog to decide the case is wanted.</summary>
    [Parameter] public EventCallback OnResolve { get; set; }

    /// <summary>Something was done.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    private List<Step> Menu => [.. next.Others.Where(s => s != Step.NoAnswerNeeded)];

    /// <summary>Why it can no longer be sent back; null where it can, or never could.</summary>
    private Failure? ReturnBar => View is { MayWork: true, Return.Bar: { } bar } ? bar : null;

    /// <summary>Takes a step, or opens what it needs. Steps that are not possible now are left alone.</summary>
    public async Task OpenAsync(Step step)
    {
        if (step != next.Primary && !next.Others.Contains(step))
        {
            return;
        }

        failure = null;
        if (step == Step.Reply)
        {
            await OnReply.InvokeAsync();
        }
        else if (step == Step.Resolve)
        {
            await OnResolve.InvokeAsync();
        }
        else if (step is Step.Assign or Step.Duplicate or Step.Return || step.NeedsReason())
        {
            open = step;
        }
        else
        {
            await DoAsync(step);
        }

        StateHasChanged();
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        next = NextStep.Of(View, Person.Id);
        begun = begun.CaseId == View.Id ? begun : new HandOver(View.Id);
    }

    private async Task DoAsync(Step step)
    {
        if (busy)
        {
            return;
        }

        busy = true;
        try
        {
            failure = (await moves.DoAsync(step, View.Id)).Failure;
            await OnChanged.InvokeAsync();
        }
        finally
        {
            busy = false;
        }
    }

    private async Task CloseAsync(bool done)
    {
        open = null;
        if (done)
        {
            begun = new HandOver(View.Id);
            await OnChanged.InvokeAsync();
        }
    }
}
