using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Access;

/// <summary>All tokens, those in force first, the newest first among them.</summary>
public sealed class ListTokens(HubDatabase database) : IUseCase<ListTokens.Request, IReadOnlyList<TokenView>>
{
    /// <summary>Nothing to choose: there are few.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.TokensManage;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<TokenView>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var tokens = await database.ReadAsync(
            db => db.ApiTokens.OrderBy(t => t.RevokedAt != null).ThenByDescending(t => t.Id).ToListAsync(cancel), cancel);
        return tokens.ConvertAll(t => new TokenView(t.Id, t.Name, t.Prefix, t.Scopes, t.Departments(), t.CreatedAt, t.RevokedAt));
    }
}

/// <summary>A token as an administrator sees it.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Prefix">Its beginning.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Departments">The departments it is narrowed to; empty for all.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">When it was revoked, or null.</param>
public sealed record TokenView(
    long Id, string Name, string Prefix, ApiScopes Scopes, IReadOnlyList<long> Departments, Instant CreatedAt, Instant? RevokedAt);
