using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;

namespace FeedbackHub.App.Cases;

/// <summary>What the page offers to do with a case.</summary>
public enum Step
{
    /// <summary>Take a case that nobody has.</summary>
    Take,

    /// <summary>Start on a case that is one's own.</summary>
    Start,

    /// <summary>Take it on for the department.</summary>
    Accept,

    /// <summary>Write to the customer.</summary>
    Reply,

    /// <summary>Say that what the customer wrote needs no answer.</summary>
    NoAnswerNeeded,

    /// <summary>Decide it.</summary>
    Resolve,

    /// <summary>Close it.</summary>
    Close,

    /// <summary>Give it to a person or department.</summary>
    Assign,

    /// <summary>Send it back to where it came from.</summary>
    Return,

    /// <summary>Take it up again.</summary>
    Reopen,

    /// <summary>Do not take it on.</summary>
    Refuse,

    /// <summary>It goes on in another case.</summary>
    Duplicate,

    /// <summary>The customer takes it back.</summary>
    Withdraw,
}

/// <summary>Groups of steps.</summary>
public static class Steps
{
    /// <summary>Steps that somebody will ask the reason of.</summary>
    public static bool NeedsReason(this Step step) => step is Step.Refuse or Step.Withdraw or Step.Reopen;
}

/// <summary>
/// What stands to be done in a case, from its state and what this person can do: a sentence, the one step that makes most
/// sense now, and the others. A pure function of the case as it was read.
/// </summary>
/// <param name="Sentence">The resource key of the sentence.</param>
/// <param name="Primary">The step; null where waiting is the best there is.</param>
/// <param name="Others">All other steps, in the order of the menu.</param>
public sealed record NextStep(string Sentence, Step? Primary, IReadOnlyList<Step> Others)
{
    /// <summary>The next step in a case for somebody.</summary>
    public static NextStep Of(CaseView view, long me)
    {
        var possible = Possible(view).ToList();
        if (possible.Count == 0)
        {
            return new("Next_ReadOnly", null, []);
        }

        var (sentence, wanted) = Sensible(view, me);
        Step? primary = wanted is { } step && possible.Contains(step) ? step : null;
        return new($"Next_{sentence}", primary, [.. possible.Where(s => s != primary)]);
    }

    private static (string Sentence, Step? Primary) Sensible(CaseView view, long me)
    {
        var mine = view.Handler?.Id == me;
        Step take = mine ? Step.Start : Step.Take;
        return view switch
        {
            { TookPart: true } => ("TookPart", Step.Assign),
            { Attention: Attention.CustomerWrote } when view.Actions.Contains(CaseAction.Reply) => ("CustomerWrote", Step.Reply),
            { Attention: Attention.Returned } => ("Returned", Step.Assign),
            { State: CaseState.New } => ("New", Step.Take),
            { State: CaseState.Accepted } => ("Accepted", Step.Take),
            { State: CaseState.Assigned, Handler: null } => ("AssignedDepartment", Step.Take),
            { State: CaseState.Assigned } => mine ? ("AssignedMe", Step.Start) : ("AssignedOther", null),
            { State: CaseState.InProgress, Handler: null } => ("AssignedDepartment", Step.Take),
            { State: CaseState.InProgress } when !mine => ("InProgressOther", null),
            { State: CaseState.InProgress } when Owes(view, PromiseKind.Reply) => ("InProgressReply", Step.Reply),
            { State: CaseState.InProgress } => ("InProgress", Step.Resolve),
            { State: CaseState.WaitingForCustomer } => ("Waiting", null),
            { State: CaseState.Resolved } => ("Resolved", Step.Close),
            { State: CaseState.Reopened, Review: ReviewStage.Asked } => ("Review", view.Actions.Contains(CaseAction.Claim) ? take : Step.Reply),
            { State: CaseState.Reopened } => ("Reopened", view.Actions.Contains(CaseAction.Claim) ? take : Step.Reply),
            _ => ("Ended", null),
        };
    }

    private static bool Owes(CaseView view, PromiseKind kind) =>
        view.Promises.Any(p => p.Kind == kind && p.State is (PromiseState.Running or PromiseState.Paused));

    private static IEnumerable<Step> Possible(CaseView view)
    {
        if (view.Actions.Count > 0 && view.Attention == Attention.CustomerWrote && !view.TookPart)
        {
            yield return Step.NoAnswerNeeded;
        }

        foreach (var action in view.Actions)
        {
            Step? step = action switch
            {
                CaseAction.Claim => view.Handler is null ? Step.Take : Step.Start,
                CaseAction.Accept => Step.Accept,
                CaseAction.Assign => Step.Assign,
                CaseAction.Return => Step.Return,
                CaseAction.Reply => Step.Reply,
                CaseAction.Resolve => Step.Resolve,
                CaseAction.Close => Step.Close,
                CaseAction.Reopen => Step.Reopen,
                CaseAction.Refuse => Step.Refuse,
                CaseAction.MarkDuplicate => Step.Duplicate,
                CaseAction.Withdraw => Step.Withdraw,
                _ => null, // asking is one of the composer's buttons; the customer's own moves are not ours
            };
            if (step is { } possible)
            {
                yield return possible;
            }
        }
    }
}
