using FeedbackHub.App.Cases;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Escalation;

/// <summary>The dialog of one act: its fields, what is wrong with them, and the sending.</summary>
public sealed partial class EscalationDialog(
    EscalationActs acts, FailureText Failures, IStringLocalizer<CasePageTexts> T, IStringLocalizer<CaseWords> W)
{
    private static readonly string[] Hinted = ["Extension_Hint", "Anew_Hint", "Press_Hint", "Supervise_Hint"];

    private Failure? failure;
    private bool busy;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public CaseView Case { get; set; } = default!;

    /// <summary>What stands between it and those above.</summary>
    [Parameter, EditorRequired] public EscalationView View { get; set; } = default!;

    /// <summary>What is to be done.</summary>
    [Parameter, EditorRequired] public EscalationAct Act { get; set; }

    /// <summary>What is being typed.</summary>
    [Parameter, EditorRequired] public EscalationForm Form { get; set; } = default!;

    /// <summary>The asking to decide on; null for other acts.</summary>
    [Parameter] public ExtensionView? Decided { get; set; }

    /// <summary>It was done (true) or left.</summary>
    [Parameter] public EventCallback<bool> OnClose { get; set; }

    [CascadingParameter] private CaseTimes Times { get; set; } = default!;

    private List<(PromiseKind Kind, Instant? Due)> Promises => Act switch
    {
        EscalationAct.Extension => [.. View.MayExtend.Select(one => (one.Promise, (Instant?)one.DueAt))],
        EscalationAct.Anew => [.. View.MayPromiseAnew.Select(kind => (kind, (Instant?)null))],
        _ => [],
    };

    private Instant? Latest => Act == EscalationAct.Extension ? View.MayExtend.FirstOrDefault(one => one.Promise == Form.Promise)?.Latest : null;

    private string Title => Act switch
    {
        EscalationAct.Decide => T["Extension_DecideTitle", Case.Number],
        _ => T[Words("Title"), Case.Number],
    };

    private string Hint => Hinted.Contains(Words("Hint")) ? T[Words("Hint")] : "";

    private string UntilLabel => Act switch
    {
        EscalationAct.Supervise => "Supervise_By",
        EscalationAct.Anew => "Anew_Until",
        _ => "Extension_Until",
    };

    private string TextLabel => Act switch
    {
        EscalationAct.Extension => "Extension_Reason",
        EscalationAct.Anew => "Anew_Apology",
        EscalationAct.Supervise => "Supervise_Question",
        EscalationAct.Decide => "Extension_Answer",
        _ => Words("Text"),
    };

    /// <summary>Each request calls its text by another name.</summary>
    private string? TextProblem => Problem(nameof(AskExtension.Request.Reason)) ?? Problem(nameof(PromiseAnew.Request.Apology)) ?? Problem(nameof(PressCase.Request.Text))
        ?? Problem(nameof(PutUnderSupervision.Request.Question)) ?? Problem(nameof(ReportSupervision.Request.Report)) ?? Problem(nameof(DecideExtension.Request.Answer));

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Promises.Count > 0 && Promises.TrueForAll(one => one.Kind != Form.Promise))
        {
            Form.Promise = Promises[0].Kind;
        }
    }

    private string Words(string part) => Act == EscalationAct.Decide ? $"Extension_Decide{part}" : $"{Act}_{part}";

    private string? Problem(string field) => Failures.Of(failure, field);

    private async Task SendAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        failure = await acts.DoAsync(Act, Case.Id, Decided?.Id ?? 0, Form, Times);
        busy = false;
        if (failure is null)
        {
            await OnClose.InvokeAsync(true);
        }
    }
}
