using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Api;

/// <summary>Moving a case on.</summary>
public static class StateEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapState(this RouteGroupBuilder api) =>
        api.MapPost("/cases/{number}/state", MoveAsync).WithName("moveCase").WithSummary("Accept, resolve, close, reopen, refuse, withdraw a case or mark it as a duplicate")
            .WithDescription("Needs the scopes read and work. resolve takes text, outcome, decision, redress and lastSeenMessage; reopen, refuse and withdraw take reason; duplicate takes originalNumber. What an action does not take is ignored.")
            .ProducesWork("malformed", "illegal-move", "written-since", "took-part", "too-large", "not-json", "invalid")
            .WithMetadata(new ApiExample(new StateBody
            {
                Action = StateAction.Resolve,
                Text = "The second charge has gone back to your account.",
                Outcome = Outcome.Accepted,
                Decision = "Billed twice by mistake.",
                Redress = "120.00 refunded",
            }));

    private static Task<IResult> MoveAsync(string number, StateBody body, ApiCaller caller, CaseWork work, StateMoves moves, CancellationToken cancel) => body.Action switch
    {
        StateAction.Accept => work.DoAsync(caller, number, moves.Accept, id => new AcceptCase.Request(id), cancel),
        StateAction.Resolve => work.DoAsync(caller, number, moves.Resolve, id => new ResolveCase.Request(id, body.Text, body.Decision, body.Redress, body.LastSeenMessage) { Outcome = body.Outcome }, cancel),
        StateAction.Close => work.DoAsync(caller, number, moves.Close, id => new CloseCase.Request(id), cancel),
        StateAction.Reopen => work.DoAsync(caller, number, moves.Reopen, id => new ReopenCase.Request(id, body.Reason), cancel),
        StateAction.Refuse => work.DoAsync(caller, number, moves.Refuse, id => new RefuseCase.Request(id, body.Reason), cancel),
        StateAction.Withdraw => work.DoAsync(caller, number, moves.Withdraw, id => new WithdrawCase.Request(id, body.Reason), cancel),
        _ => work.DoAsync(caller, number, moves.Duplicate, id => new MarkAsDuplicate.Request(id, body.OriginalNumber), cancel),
    };
}

/// <summary>The use cases behind the moves.</summary>
public sealed record StateMoves(
    AcceptCase Accept, ResolveCase Resolve, CloseCase Close, ReopenCase Reopen, RefuseCase Refuse, WithdrawCase Withdraw, MarkAsDuplicate Duplicate);

/// <summary>What to do with the case.</summary>
public sealed record StateBody
{
    /// <summary>The move.</summary>
    public required StateAction Action { get; init; }

    /// <summary>resolve: the message to the customer.</summary>
    public string Text { get; init; } = "";

    /// <summary>resolve: what it comes to. Without it nothing is stated; of a case under review it has to be.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>resolve: what was decided.</summary>
    public string Decision { get; init; } = "";

    /// <summary>resolve: what the customer gets.</summary>
    public string Redress { get; init; } = "";

    /// <summary>resolve: the last message you had read; without it nothing is compared.</summary>
    public long? LastSeenMessage { get; init; }

    /// <summary>reopen, refuse, withdraw: why. The customer reads it when a case is refused.</summary>
    public string Reason { get; init; } = "";

    /// <summary>duplicate: the number of the case in which it goes on.</summary>
    public string OriginalNumber { get; init; } = "";
}

/// <summary>The moves that other programs can make.</summary>
public enum StateAction
{
    /// <summary>Take it on for the department.</summary>
    Accept,

    /// <summary>Decide it and tell the customer.</summary>
    Resolve,

    /// <summary>Close what is resolved.</summary>
    Close,

    /// <summary>Take it up again.</summary>
    Reopen,

    /// <summary>Do not take it on.</summary>
    Refuse,

    /// <summary>Take it back on the customer's word.</summary>
    Withdraw,

    /// <summary>It is the same matter as another case.</summary>
    Duplicate,
}
