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

/// <summary>A version of a business calendar: a <see cref="CalendarDocument"/>.</summary>
public sealed class CalendarVersion : StoredVersion
{
    /// <summary>Of which calendar.</summary>
    public long CalendarId { get; internal set; }

    /// <summary>The calendar itself, where it is new too.</summary>
    internal Calendar? Calendar { get; set; }
}

/// <summary>A version of the promise table: a <see cref="PolicyDocument"/>.</summary>
public sealed class PolicyVersion : StoredVersion;

/// <summary>How a new version comes into force.</summary>
internal static class Versions
{
    /// <summary>
    /// Adds a version after the one that was looked at and answers what is in force; the same text makes none. Fails with
    /// <see cref="ChangedSince"/> where somebody else was faster.
    /// </summary>
    /// <param name="change">The change it belongs to.</param>
    /// <param name="line">The versions it follows: one calendar's, or the policy's.</param>
    /// <param name="next">The new version.</param>
    /// <param name="kind">What the journal calls it.</param>
    /// <param name="seenVersion">The version that was looked at.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Result<TVersion>> PutInForceAsync<TVersion>(
        this Change change, IQueryable<TVersion> line, TVersion next, JournalKind kind, long seenVersion, CancellationToken cancel)
        where TVersion : StoredVersion
    {
        var newest = await line.OrderByDescending(v => v.Id).FirstAsync(cancel);
        if (newest.Id != seenVersion)
        {
            return await change.Db.NewerVersionsAsync(line, kind, seenVersion, cancel);
        }

        if (newest.Document == next.Document)
        {
            return newest;
        }

        next.CreatedAt = change.Now;
        change.Db.Add(next);
        change.Record(kind, next);
        return next;
    }
}
