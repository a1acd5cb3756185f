using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>What signing in needs of the staff: finding people, keeping count of wrong passwords, and the record of it all.</summary>
public sealed class StaffAccounts(HubDatabase database)
{
    /// <summary>Somebody by id, disabled or not; null where unknown.</summary>
    public Task<StaffMember?> FindAsync(long id, CancellationToken cancel = default) =>
        database.ReadAsync(db => db.Staff.SingleOrDefaultAsync(s => s.Id == id, cancel), cancel);

    /// <summary>Somebody by e-mail in upper case; null where unknown.</summary>
    public Task<StaffMember?> FindByEmailAsync(string normalizedEmail, CancellationToken cancel = default) =>
        database.ReadAsync(db => db.Staff.SingleOrDefaultAsync(s => s.NormalizedEmail == normalizedEmail, cancel), cancel);

    /// <summary>Keeps the counters of a person who tried to sign in, and a password hash that was made anew with a stronger method.</summary>
    public async Task SaveAsync(StaffMember person, CancellationToken cancel = default)
    {
        await database.WriteAsync<Done>(Actor.System, async change =>
        {
            var stored = await change.Db.Staff.SingleAsync(s => s.Id == person.Id, cancel);
            (stored.AccessFailedCount, stored.LockoutEnd) = (person.AccessFailedCount, person.LockoutEnd);
            if (stored.PasswordHash != person.PasswordHash)
            {
                stored.PasswordHash = person.PasswordHash;
                change.Record(JournalKind.StaffChanged, stored);
            }

            return new Done();
        }, cancel);
    }

    /// <summary>Writes into the journal that somebody signed in, or that an attempt for them failed.</summary>
    public async Task RecordAsync(StaffMember person, bool succeeded, CancellationToken cancel = default)
    {
        var actor = succeeded ? Actor.Staff(person.Id, person.Name, person.Roles, []) : Actor.Public;
        await database.WriteAsync<Done>(actor, async change =>
        {
            var stored = await change.Db.Staff.SingleAsync(s => s.Id == person.Id, cancel);
            change.Record(succeeded ? JournalKind.SignedIn : JournalKind.SignInFailed, stored);
            return new Done();
        }, cancel);
    }
}
