using static FeedbackHub.Core.Cases.CaseAction;
using static FeedbackHub.Core.Cases.CaseState;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// The one transition table (DESIGN: New → Accepted → Assigned → InProgress ⇄ WaitingForCustomer → Resolved → Closed;
/// Reopened goes back to work). A move that is not in it is an <see cref="IllegalMove"/>, never silently ignored.
/// </summary>
public static class CaseLifecycle
{
    private static readonly Dictionary<(CaseState, CaseAction), CaseState> Table = Build();

    /// <summary>The state that <paramref name="action"/> leads to, or null where it is not possible.</summary>
    public static CaseState? Next(CaseState state, CaseAction action) =>
        Table.TryGetValue((state, action), out var next) ? next : null;

    /// <summary>The actions possible in a state, in the order a handler would think of them.</summary>
    public static IEnumerable<CaseAction> ActionsIn(CaseState state) =>
        Enum.GetValues<CaseAction>().Where(action => Table.ContainsKey((state, action)));

    private static Dictionary<(CaseState, CaseAction), CaseState> Build()
    {
        var table = new Dictionary<(CaseState, CaseAction), CaseState>();

        void From(CaseState state, params (CaseAction Action, CaseState Next)[] moves)
        {
            foreach (var (action, next) in moves)
            {
                table.Add((state, action), next);
            }
        }

        From(New, (Accept, Accepted), (Claim, InProgress), (Assign, Assigned), (Refuse, NotAccepted),
            (MarkDuplicate, Duplicate), (Withdraw, Withdrawn), (CustomerMessage, New));
        From(Accepted, (Claim, InProgress), (Assign, Assigned), (Refuse, NotAccepted),
            (MarkDuplicate, Duplicate), (Withdraw, Withdrawn), (CustomerMessage, Accepted));
        From(Assigned, (Claim, InProgress), (Assign, Assigned), (Return, Assigned), (Refuse, NotAccepted),
            (MarkDuplicate, Duplicate), (Withdraw, Withdrawn), (CustomerMessage, Assigned));
        From(InProgress, (Claim, InProgress), (Assign, Assigned), (Return, Assigned), (Reply, InProgress), (Ask, WaitingForCustomer),
            (Resolve, Resolved), (Refuse, NotAccepted), (MarkDuplicate, Duplicate), (Withdraw, Withdrawn),
            (CustomerMessage, InProgress));
        From(WaitingForCustomer, (Claim, InProgress), (Assign, Assigned), (Reply, InProgress), (Ask, WaitingForCustomer),
            (Resolve, Resolved), (Lapse, Closed), (MarkDuplicate, Duplicate), (Withdraw, Withdrawn), (CustomerMessage, InProgress));
        From(Resolved, (Reply, Resolved), (Close, Closed), (Reopen, Reopened), (CustomerMessage, Resolved),
            (ConfirmSolved, Closed), (DenySolved, Reopened), (CaseAction.AskReview, Reopened));
        From(Reopened, (Claim, InProgress), (Assign, Assigned), (Reply, InProgress), (Ask, WaitingForCustomer),
            (Resolve, Resolved), (MarkDuplicate, Duplicate), (Withdraw, Withdrawn), (CustomerMessage, Reopened));
        From(Closed, (Reply, Closed), (Reopen, Reopened), (CustomerMessage, Closed), (CaseAction.AskReview, Reopened));
        From(NotAccepted, (Reply, NotAccepted), (Reopen, Reopened), (CustomerMessage, NotAccepted), (CaseAction.AskReview, Reopened));
        From(Withdrawn, (Reply, Withdrawn), (Reopen, Reopened), (CustomerMessage, Withdrawn));
        From(Duplicate, (Reply, Duplicate), (Reopen, Reopened), (CustomerMessage, Duplicate));
        return table;
    }
}
