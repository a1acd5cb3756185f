using System.Text.Json;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>What happened in a case, straight from the journal with the messages it brought: the newest part first to be read, by key.</summary>
public sealed class ReadTimeline(HubDatabase database) : IUseCase<ReadTimeline.Request, Timeline>
{
    /// <summary>Which case; entries older than a journal number, or newer than one; how many at the most.</summary>
    public sealed record Request(long CaseId, long? Before = null, long? After = null, int Size = 100);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<Timeline>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync<Result<Timeline>>(async db =>
        {
            if (!await db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == request.CaseId, cancel))
            {
                return new NotFound();
            }

            var size = Math.Clamp(request.Size, 1, 500);
            var entries = db.Journal.Where(j => j.CaseId == request.CaseId);
            entries = request.Before is { } before ? entries.Where(j => j.Seq < before) : entries;
            entries = request.After is { } after ? entries.Where(j => j.Seq > after) : entries;
            var page = await entries.OrderByDescending(j => j.Seq).Take(size + 1).ToListAsync(cancel);
            var earlier = page.Count > size;
            var shown = page.Take(size).Reverse().ToList();
            var items = await ItemsAsync(db, request.CaseId, shown, cancel);
            return new Timeline(items, earlier, await JournalNames.ReadAsync(db, items.SelectMany(i => i.Changes), cancel));
        }, cancel);
    }

    private static async Task<IReadOnlyList<TimelineItem>> ItemsAsync(HubContext db, long caseId, List<JournalEntry> entries, CancellationToken cancel)
    {
        var ids = entries.Select(e => e.MessageId).OfType<long>().ToList();
        var messages = await db.Messages.Where(m => ids.Contains(m.Id)).Include(m => m.Attachments).ToDictionaryAsync(m => m.Id, cancel);
        var filed = entries.Exists(e => e.Kind == JournalKind.Filed)
            ? await db.Attachments.Where(a => a.CaseId == caseId && a.MessageId == null).ToListAsync(cancel)
            : [];
        return [.. entries.Select(e => new TimelineItem(
            e.Seq, e.At, e.Kind, e.ActorKind, e.ActorId, e.ActorName, e.Note, e.FromState, e.ToState,
            JsonSerializer.Deserialize<List<FieldChange>>(e.Changes, JournalJson.Options) ?? [],
            e.MessageId is { } id ? MessageView.Of(messages[id]) : null,
            e.Kind == JournalKind.Filed ? [.. filed.Select(FileView.Of)] : []) { Promise = e.Promise, Until = e.Until })];
    }
}

/// <summary>A part of the timeline, oldest first.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Earlier">True where there are earlier ones.</param>
/// <param name="Names">What the ids in the changes are called.</param>
public sealed record Timeline(IReadOnlyList<TimelineItem> Items, bool Earlier, JournalNames Names);

/// <summary>One thing that happened.</summary>
public sealed record TimelineItem(
    long Seq, Instant At, JournalKind Kind, ActorKind ActorKind, long? ActorId, string ActorName, string? Note, CaseState? FromState, CaseState? ToState,
    IReadOnlyList<FieldChange> Changes, MessageView? Message, IReadOnlyList<FileView> FiledWith)
{
    /// <summary>Which promise it is about, where it is about one.</summary>
    public PromiseKind? Promise { get; init; }

    /// <summary>The time asked for, agreed or told with it; of a step of the ladder: when it was to be taken.</summary>
    public Instant? Until { get; init; }
}

/// <summary>A message as staff sees it.</summary>
public sealed record MessageView(
    long Id, Instant At, AuthorKind Author, long? StaffId, string AuthorName, bool Internal, string Text, IReadOnlyList<FileView> Files)
{
    internal static MessageView Of(Message m) =>
        new(m.Id, m.At, m.Author, m.StaffId, m.AuthorName, m.Internal, m.Text, [.. m.Attachments.Select(FileView.Of)]);
}

/// <summary>An attachment's name and size; its content is fetched on its own.</summary>
public sealed record FileView(long Id, string FileName, long Size)
{
    internal static FileView Of(Attachment a) => new(a.Id, a.FileName, a.Size);
}
