using FeedbackHub.Core.Cases;

namespace FeedbackHub.Core.Data;

/// <summary>Where a case stands in the queue: what is owed first comes first.</summary>
internal static class QueuePosition
{
    /// <summary>Cases a customer called unsolved come before all others; by due time among themselves.</summary>
    private const long OnTop = -(1L << 60);

    /// <summary>Cases whose promise is paused come after all that run.</summary>
    private const long Paused = 1L << 60;

    public static void Settle(Case one)
    {
        one.OnDesk = one.State.IsOpen() || one.Attention != Attention.None;
        var due = one.DueAt?.ToUnixTimeTicks() / 10;
        var last = one.LastMessageAt.ToUnixTimeTicks() / 10;
        one.QueueOrder = (one.State, due) switch
        {
            (CaseState.Reopened, _) => OnTop + (due ?? last),
            (_, { } at) => at,
            (CaseState.WaitingForCustomer, null) => Paused + last,
            _ => last,
        };
    }
}
