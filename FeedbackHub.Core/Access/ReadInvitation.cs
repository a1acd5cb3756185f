using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>Whom an invitation is for, so that its page can greet them in their language. Says nothing of a link that is not good.</summary>
public sealed class ReadInvitation(HubDatabase database) : IUseCase<ReadInvitation.Request, InvitationView>
{
    /// <summary>The link's secret.</summary>
    public sealed record Request(string Secret);

    /// <inheritdoc />
    public static string Requires => Permissions.AccountEnter;

    /// <inheritdoc />
    public async Task<Result<InvitationView>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var found = await database.ReadAsync(
            db => db.Staff.InvitedBy(request.Secret, database.Now)
                .Select(s => new InvitationView(s.Name, s.Email, s.Language))
                .SingleOrDefaultAsync(cancel),
            cancel);
        return found is null ? new InvitationNotGood() : found;
    }
}

/// <summary>Whom an invitation is for.</summary>
public sealed record InvitationView(string Name, string Email, string Language);
