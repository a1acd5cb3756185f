using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Cases;

/// <summary>What somebody has begun to write in the dialog that decides a case. It outlives the dialog: whoever leaves it finds all of it again.</summary>
public sealed class Resolution
{
    /// <summary>The box of the message to the customer.</summary>
    public const string Box = "resolve";

    /// <summary>Begins with what is there.</summary>
    /// <param name="view">The case.</param>
    /// <param name="reply">What stands in the reply box.</param>
    /// <param name="drafts">The writer's drafts as kept by now.</param>
    /// <param name="before">What was begun when the dialog was left last; null the first time.</param>
    public Resolution(CaseView view, string reply, IReadOnlyList<DraftView> drafts, Resolution? before)
    {
        var left = drafts.FirstOrDefault(d => d.Box == Box);
        var kept = drafts.FirstOrDefault(d => d.Box == Composer.Reply);

        // Whichever was written last: the dialog's own text, or the reply that it began with.
        var isNewer = left is not null && (reply.Trim().Length == 0 || (kept?.Text == reply && left.At >= kept.At));
        Message = isNewer ? left : reply.Trim().Length > 0 ? new DraftView(Box, reply, default) : null;
        Decision = before?.Decision ?? view[nameof(Case.Decision)];
        Outcome = before?.Outcome;
        Redress = before?.Redress ?? view[nameof(Case.Redress)];
    }

    /// <summary>What the message to the customer begins with; null for nothing.</summary>
    public DraftView? Message { get; }

    /// <summary>What it comes to; null while that is not stated.</summary>
    public Outcome? Outcome { get; set; }

    /// <summary>What was decided.</summary>
    public string Decision { get; set; }

    /// <summary>What the customer gets.</summary>
    public string Redress { get; set; }
}
