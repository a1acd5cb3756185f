using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>One version of what is promised by. Never changed; a new one is added. Cases keep the one they were promised under.</summary>
public abstract class StoredVersion
{
    /// <summary>The version: the newest counts for new cases.</summary>
    public long Id { get; internal set; }

    /// <summary>What it says, as JSON.</summary>
    public string Document { get; internal set; } = "";

    /// <summary>Since when.</summary>
    public Instant CreatedAt { get; internal set; }
}

/// <summary>A version of the business calendar: a <see cref="CalendarDocument"/>.</summary>
public sealed class CalendarVersion : StoredVersion;

/// <summary>A version of the promise table: a <see cref="PolicyDocument"/>.</summary>
public sealed class PolicyVersion : StoredVersion;

/// <summary>How a new version comes into force.</summary>
internal static class Versions
{
    /// <summary>
    /// Adds a version after the one that was looked at and answers what is in force; the same text makes none. Fails with
    /// <see cref="ChangedSince"/> where somebody else was faster.
    /// </summary>
    public static async Task<Result<TVersion>> PutInForceAsync<TVersion>(
        this Change change, JournalKind kind, string document, long seenVersion, CancellationToken cancel)
        where TVersion : StoredVersion, new()
    {
        var versions = change.Db.Set<TVersion>();
        var newest = await versions.OrderByDescending(v => v.Id).FirstAsync(cancel);
        if (newest.Id != seenVersion)
        {
            return await change.Db.NewerVersionsAsync(kind, seenVersion, cancel);
        }

        if (newest.Document == document)
        {
            return newest;
        }

        var next = new TVersion { Document = document, CreatedAt = change.Now };
        versions.Add(next);
        change.Record(kind, next);
        return next;
    }
}
