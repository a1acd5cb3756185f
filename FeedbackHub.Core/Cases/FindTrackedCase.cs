using System.Security.Cryptography;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>Opens a case to its customer by number and tracking code. A wrong number and a wrong code answer alike, and take alike.</summary>
public sealed class FindTrackedCase(HubDatabase database, HubSecrets secrets) : IUseCase<FindTrackedCase.Request, Actor>
{
    /// <summary>What was typed.</summary>
    public sealed record Request(string Number, string Code);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesFile;

    /// <inheritdoc />
    public async Task<Result<Actor>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var number = CaseNumbers.Whole(request.Number) ?? "";
        var found = await database.ReadAsync(
            db => db.Cases.Where(c => c.Number == number).Select(c => new { c.Id, c.CodeHash, c.CustomerName }).SingleOrDefaultAsync(cancel), cancel);
        var right = CryptographicOperations.FixedTimeEquals(
            TrackingCode.Hash(secrets.TrackingKey, request.Code), found?.CodeHash ?? new byte[32]);
        return found is not null && right ? Actor.Customer(found.Id, found.CustomerName) : new NotFound();
    }
}
