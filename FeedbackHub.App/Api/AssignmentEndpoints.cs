using FeedbackHub.Core.Assignment;

namespace FeedbackHub.App.Api;

/// <summary>Giving a case to somebody.</summary>
public static class AssignmentEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapAssignment(this RouteGroupBuilder api) =>
        api.MapPost("/cases/{number}/assignment", AssignAsync).WithName("assignCase").WithSummary("Give a case to a department or a person")
            .WithDescription("Needs the scopes read and work. 204 where the case has thereby left the token's departments.")
            .ProducesWork("malformed", "illegal-move", "took-part", "not-json", "invalid")
            .Produces(StatusCodes.Status204NoContent)
            .WithMetadata(new ApiExample(new AssignmentBody { DepartmentId = 3, Reason = "The meter was read by your people." }));

    private static Task<IResult> AssignAsync(string number, AssignmentBody body, ApiCaller caller, CaseWork work, AssignCase assign, CancellationToken cancel) =>
        work.DoAsync(caller, number, assign, id => new AssignCase.Request(id, body.DepartmentId, body.StaffId, body.Reason), cancel);
}

/// <summary>To whom, and why.</summary>
public sealed record AssignmentBody
{
    /// <summary>The department; without it the person's.</summary>
    public long? DepartmentId { get; init; }

    /// <summary>The person; without it the department's queue.</summary>
    public long? StaffId { get; init; }

    /// <summary>What the receiver reads; needed for another department.</summary>
    public string Reason { get; init; } = "";
}
