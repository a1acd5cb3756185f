using FeedbackHub.App.Cases;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Escalation;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Escalation;

/// <summary>A notice in a sentence.</summary>
public sealed class NoticeWords(IStringLocalizer<NoticeTexts> texts, IStringLocalizer<CaseWords> words)
{
    /// <summary>What happened.</summary>
    public string Of(NoticeItem notice, CaseTimes times)
    {
        if (notice.Number is null)
        {
            return texts["Gone"];
        }

        var until = notice.Until is { } at ? times.At(at) : "";
        return notice is { Kind: JournalKind.Escalated, Promise: null }
            ? texts["Kind_Escalated_Report", until]
            : texts[$"Kind_{notice.Kind}", notice.Promise is { } promise ? words[$"Promise_{promise}"].Value : "", until, notice.By ?? ""];
    }
}
