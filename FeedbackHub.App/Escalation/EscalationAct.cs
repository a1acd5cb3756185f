using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.Core;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Promises;

namespace FeedbackHub.App.Escalation;

/// <summary>What can be done between a case and those above it.</summary>
public enum EscalationAct
{
    /// <summary>Ask for more time.</summary>
    Extension,

    /// <summary>Apologise and name a new time.</summary>
    Anew,

    /// <summary>Press for progress.</summary>
    Press,

    /// <summary>Ask for a report.</summary>
    Supervise,

    /// <summary>Give the report.</summary>
    Report,

    /// <summary>Decide on more time.</summary>
    Decide,
}

/// <summary>What is being typed in one of the dialogs: it stays until it is sent.</summary>
public sealed class EscalationForm
{
    /// <summary>Which promise.</summary>
    public PromiseKind Promise { get; set; }

    /// <summary>The time, as the browser's field writes it.</summary>
    public string Until { get; set; } = "";

    /// <summary>The text: reason, apology, question, report or answer.</summary>
    public string Text { get; set; } = "";

    /// <summary>The words for the customer.</summary>
    public string Words { get; set; } = "";

    /// <summary>More time granted; null while nothing was chosen.</summary>
    public bool? Grant { get; set; }
}

/// <summary>Sends such a form: each act is its use case.</summary>
public sealed class EscalationActs(
    CurrentStaff staff, AskExtension ask, DecideExtension decide, PromiseAnew anew, PressCase press, PutUnderSupervision supervise, ReportSupervision report)
{
    /// <summary>Answers what it came to; null where it went well.</summary>
    public async Task<Failure?> DoAsync(EscalationAct act, long caseId, long extensionId, EscalationForm form, CaseTimes times)
    {
        var until = times.FromInput(form.Until);
        if (act is EscalationAct.Extension or EscalationAct.Anew or EscalationAct.Supervise && until is null)
        {
            return new Invalid(act == EscalationAct.Supervise ? nameof(PutUnderSupervision.Request.ReportBy) : nameof(AskExtension.Request.Until), "TimeMissing");
        }

        return act switch
        {
            EscalationAct.Extension => (await staff.DoAsync(ask, new AskExtension.Request(caseId, form.Promise, until!.Value, form.Text, form.Words))).Failure,
            EscalationAct.Anew => (await staff.DoAsync(anew, new PromiseAnew.Request(caseId, form.Promise, until!.Value, form.Text))).Failure,
            EscalationAct.Press => (await staff.DoAsync(press, new PressCase.Request(caseId, form.Text))).Failure,
            EscalationAct.Supervise => (await staff.DoAsync(supervise, new PutUnderSupervision.Request(caseId, form.Text, until!.Value))).Failure,
            EscalationAct.Report => (await staff.DoAsync(report, new ReportSupervision.Request(caseId, form.Text))).Failure,
            EscalationAct.Decide when form.Grant is not { } => new Invalid(nameof(DecideExtension.Request.Grant), "Choose"),
            EscalationAct.Decide => (await staff.DoAsync(decide, new DecideExtension.Request(extensionId, form.Grant.Value, form.Text))).Failure,
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
        };
    }
}
