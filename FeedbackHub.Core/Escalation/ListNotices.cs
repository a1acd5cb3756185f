using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Escalation;

/// <summary>One's own notices, the newest first, by key. Of a case one may no longer see it says only that there was something.</summary>
public sealed class ListNotices(HubDatabase database, Limits limits) : IUseCase<ListNotices.Request, NoticePage>
{
    /// <summary>Those before a journal number, and how many; or only those not read.</summary>
    public sealed record Request(long? Before = null, int Size = 50, bool Unread = false);

    /// <inheritdoc />
    public static string Requires => Permissions.OwnAccount;

    /// <inheritdoc />
    public async Task<Result<NoticePage>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (actor.StaffId is not { } me || !actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var size = Math.Clamp(request.Size, 1, limits.Page);
        var items = await database.ReadAsync(
            db =>
            {
                var mine = db.Notices.Where(n => n.StaffId == me);
                mine = request.Before is { } before ? mine.Where(n => n.Seq < before) : mine;
                mine = request.Unread ? mine.Where(n => n.ReadAt == null) : mine;
                var visible = db.Cases.VisibleTo(actor);
                return mine.OrderByDescending(n => n.Seq).Take(size + 1)
                    .Select(n => new
                    {
                        Notice = n,
                        Entry = db.Journal.First(j => j.Seq == n.Seq),
                        Case = visible.Where(c => c.Id == n.CaseId).Select(c => new { c.Number, c.Subject }).FirstOrDefault(),
                    })
                    .Select(r => new NoticeItem(
                        r.Notice.Seq, r.Notice.At, r.Notice.Kind, r.Notice.ReadAt != null, r.Notice.CaseId,
                        r.Case == null ? null : r.Case.Number, r.Case == null ? null : r.Case.Subject,
                        r.Case == null ? null : r.Entry.ActorName, r.Case == null ? null : r.Entry.Note, r.Entry.Promise, r.Entry.Until))
                    .ToListAsync(cancel);
            },
            cancel);
        return items.Count > size ? new NoticePage(items[..size], items[size - 1].Seq) : new NoticePage(items, null);
    }
}

/// <summary>A page of notices.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">Before which number the next page begins; null on the last one.</param>
public sealed record NoticePage(IReadOnlyList<NoticeItem> Items, long? Next);

/// <summary>One notice.</summary>
/// <param name="Seq">The journal entry.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What.</param>
/// <param name="Read">Whether it was read.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Number">Its number; null where one may not see it (any more), as is all that follows.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="By">Whose hand it was.</param>
/// <param name="Note">What they wrote.</param>
/// <param name="Promise">Which promise, where it is about one.</param>
/// <param name="Until">The time asked for, agreed, told; of a step of the ladder: when it was to be taken.</param>
public sealed record NoticeItem(
    long Seq, Instant At, JournalKind Kind, bool Read, long? CaseId, string? Number, string? Subject, string? By, string? Note, PromiseKind? Promise, Instant? Until);
