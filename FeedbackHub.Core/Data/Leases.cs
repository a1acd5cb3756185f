using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Data;

/// <summary>
/// Lets one node alone do what must be done once. A node that dies leaves its lease to whoever asks after it has run out; the
/// nodes' clocks must not be further apart than a lease is long.
/// </summary>
public sealed class Leases(HubDatabase database)
{
    private readonly Guid me = Guid.NewGuid();

    /// <summary>Takes or renews the lease of a work. False where another node has it.</summary>
    /// <param name="work">Which work.</param>
    /// <param name="length">How long it is ours, unless renewed.</param>
    public async Task<bool> TakeAsync(string work, Duration length, CancellationToken cancel = default)
    {
        var taken = 0;
        await database.WritePersonalAsync(
            async db =>
            {
                var (now, until) = (Microseconds(database.Now), Microseconds(database.Now + length));
                var never = Microseconds(database.Now + (length * 2)); // nobody takes one for so long: the clock was set back since
                taken = await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Leases" ("Work", "Holder", "Until") VALUES ({work}, {me}, {until})
                    ON CONFLICT ("Work") DO UPDATE SET "Holder" = excluded."Holder", "Until" = excluded."Until"
                    WHERE "Leases"."Holder" = excluded."Holder" OR "Leases"."Until" <= {now} OR "Leases"."Until" > {never}
                    """,
                    cancel);
            },
            cancel);
        return taken == 1;
    }

    /// <summary>Gives it back, so that another node need not wait.</summary>
    public Task ReleaseAsync(string work, CancellationToken cancel = default) =>
        database.WritePersonalAsync(db => db.Leases.Where(l => l.Work == work && l.Holder == me).ExecuteDeleteAsync(cancel), cancel);

    private static long Microseconds(Instant at) => at.ToUnixTimeTicks() / 10;
}
