using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>Revokes a token: the next use of it is refused. Revoking it again changes nothing.</summary>
public sealed class RevokeToken(HubDatabase database) : IUseCase<RevokeToken.Request, Done>
{
    /// <summary>Which token.</summary>
    public sealed record Request(long TokenId);

    /// <inheritdoc />
    public static string Requires => Permissions.TokensManage;

    /// <inheritdoc />
    public async Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.WriteAsync<Done>(actor, async change =>
        {
            var token = await change.Db.ApiTokens.SingleOrDefaultAsync(t => t.Id == request.TokenId, cancel);
            if (token is null)
            {
                return new NotFound();
            }

            if (token.RevokedAt is null)
            {
                token.RevokedAt = change.Now;
                change.Record(JournalKind.TokenChanged, token);
            }

            return new Done();
        }, cancel);
    }
}
