using System.Text.Json;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Access;

/// <summary>Somebody else changed the same thing since it was looked at: nothing is saved, and what they changed is shown.</summary>
/// <param name="Since">What happened in between, oldest first.</param>
public sealed record ChangedSince(IReadOnlyList<EarlierChange> Since) : Failure;

/// <summary>A change that had not been seen.</summary>
/// <param name="ByName">Who made it.</param>
/// <param name="At">When.</param>
/// <param name="Changes">What changed from and to.</param>
public sealed record EarlierChange(string ByName, Instant At, IReadOnlyList<FieldChange> Changes);

/// <summary>Recognises that an administered thing was changed in between.</summary>
internal static class EarlierChanges
{
    /// <summary>
    /// The failure where the row was changed after the version seen in anything but the <paramref name="apart"/> fields (which
    /// do not disturb the editor), else null.
    /// </summary>
    public static async Task<ChangedSince?> ChangedSinceAsync(
        this HubContext db, JournalKind kind, object row, int version, int seen, string[] apart, CancellationToken cancel)
    {
        if (version <= seen)
        {
            return null;
        }

        // Every version of an administered row has one entry with changes and it as the subject.
        var (id, subject) = (TrackedChanges.IdOf(row), row.GetType().Name);
        var found = await ReadAsync(
            db.Journal.Where(j => j.Kind == kind && j.Subject == subject && j.SubjectId == id && j.Changes != "[]").OrderByDescending(j => j.Seq).Take(version - seen), cancel);
        var since = found.Where(c => c.Changes.Any(f => !apart.Contains(f.Field))).Reverse().ToList();
        return since.Count > 0 ? new ChangedSince(since) : null;
    }

    /// <summary>The failure for a thing kept in versions of its own, of which a newer one is there.</summary>
    public static async Task<ChangedSince> NewerVersionsAsync<TVersion>(
        this HubContext db, IQueryable<TVersion> line, JournalKind kind, long seenVersion, CancellationToken cancel)
        where TVersion : StoredVersion
    {
        var newer = line.Where(v => v.Id > seenVersion).Select(v => (long?)v.Id);
        var found = await ReadAsync(
            db.Journal.Where(j => j.Kind == kind && j.Subject == typeof(TVersion).Name && newer.Contains(j.SubjectId)).OrderByDescending(j => j.Seq).Take(20), cancel);
        found.Reverse();
        return new ChangedSince(found);
    }

    private static async Task<List<EarlierChange>> ReadAsync(IQueryable<JournalEntry> entries, CancellationToken cancel) =>
        [.. (await entries.Select(j => new { j.ActorName, j.At, j.Changes }).ToListAsync(cancel))
            .Select(j => new EarlierChange(j.ActorName, j.At, JsonSerializer.Deserialize<List<FieldChange>>(j.Changes, JournalJson.Options) ?? []))];
}
