using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Live;

/// <summary>
/// The live updates after a number that concern an actor, as they are entitled now: whoever has become the person complained
/// about in a case is told nothing of it any more, not even of what happened before.
/// </summary>
public sealed class FollowJournal(HubDatabase database, JournalTail tail) : IUseCase<FollowJournal.Request, FollowedJournal>
{
    /// <summary>The last number that was read.</summary>
    public sealed record Request(long After);

    /// <inheritdoc />
    public static string Requires => Permissions.LiveListen;

    /// <inheritdoc />
    public async Task<Result<FollowedJournal>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var all = await tail.ReadAfterAsync(request.After, cancel);
        var mine = all.Where(u => u.IsFor(actor)).ToList();
        if (mine.Count > 0 && actor.StaffId is { } me)
        {
            var cases = mine.Select(u => u.CaseId).OfType<long>().Distinct().ToList();
            var against = await database.ReadAsync(
                db => db.Cases.Where(c => c.ConcernsStaffId == me && cases.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancel), cancel);
            mine.RemoveAll(u => u.CaseId is { } id && against.Contains(id));
        }

        return new FollowedJournal(
            mine, all.Count > 0 ? all[^1].Seq : request.After,
            all.Any(u => u.Kind is JournalKind.StaffChanged or JournalKind.TokenChanged or JournalKind.DepartmentChanged));
    }
}

/// <summary>A part of the journal as one actor may know of it.</summary>
/// <param name="Updates">What concerns them, oldest first.</param>
/// <param name="Read">Up to which number it was read, whomever it concerned.</param>
/// <param name="PeopleChanged">True where somebody's rights may have changed in it: the actor is to be made anew.</param>
public sealed record FollowedJournal(IReadOnlyList<LiveUpdate> Updates, long Read, bool PeopleChanged);
