using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Escalation;

/// <summary>How many notices one has not read, and the newest of them.</summary>
public sealed class CountNotices(HubDatabase database) : IUseCase<CountNotices.Request, UnreadNotices>
{
    /// <summary>Beyond so many it is only said that there are more.</summary>
    public const int Most = 99;

    /// <summary>Nothing to say: they are always one's own.</summary>
    public sealed record Request;

    /// <inheritdoc />
    public static string Requires => Permissions.OwnAccount;

    /// <inheritdoc />
    public async Task<Result<UnreadNotices>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (actor.StaffId is not { } me || !actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync(
            async db =>
            {
                var unread = await db.Notices.Where(n => n.StaffId == me && n.ReadAt == null).OrderByDescending(n => n.Seq).Select(n => n.Seq).Take(Most + 1).ToListAsync(cancel);
                return new UnreadNotices(unread.Count, unread.Count > 0 ? unread[0] : 0);
            },
            cancel);
    }
}

/// <summary>What one has not read.</summary>
/// <param name="Count">How many; <see cref="CountNotices.Most"/> and one more means "more than".</param>
/// <param name="Newest">The journal number of the newest; 0 where there is none.</param>
public sealed record UnreadNotices(int Count, long Newest);
