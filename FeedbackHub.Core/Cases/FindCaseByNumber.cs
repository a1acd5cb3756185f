using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>Which case a number means: for the page's address, and for naming another case.</summary>
public sealed class FindCaseByNumber(HubDatabase database) : IUseCase<FindCaseByNumber.Request, FoundCase>
{
    /// <summary>As typed: <c>FH-2026-000123</c> in any case, or just 123 of this or last year.</summary>
    public sealed record Request(string Number);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<FoundCase>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var meant = CaseNumbers.MeantBy(request.Number, database.Now);
        var found = await database.ReadAsync(
            db => db.Cases.VisibleTo(actor).Where(c => meant.Contains(c.Number)).OrderByDescending(c => c.Number)
                .Select(c => new FoundCase(c.Id, c.Number, c.Subject, c.CustomerName, c.State, c.ReceivedAt)).FirstOrDefaultAsync(cancel),
            cancel);
        return found is null ? new NotFound() : found;
    }
}

/// <summary>Enough of a case to recognise it.</summary>
public sealed record FoundCase(long Id, string Number, string Subject, string CustomerName, CaseState State, Instant ReceivedAt);
