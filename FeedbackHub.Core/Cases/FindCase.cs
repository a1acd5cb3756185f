using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>The row of a case by its number, for those who may read it. Other programs speak of cases by number.</summary>
public sealed class FindCase(HubDatabase database) : IUseCase<FindCase.Request, long>
{
    /// <summary>The whole number, such as <c>FH-2026-000123</c>.</summary>
    public sealed record Request(string Number);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<long>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var number = request.Number.Trim().ToUpperInvariant();
        var id = await database.ReadAsync(
            db => db.Cases.VisibleTo(actor).Where(c => c.Number == number).Select(c => (long?)c.Id).SingleOrDefaultAsync(cancel), cancel);
        return id is { } found ? found : new NotFound();
    }
}
