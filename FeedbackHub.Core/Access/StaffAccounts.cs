using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Access;

/// <summary>
/// What signing in needs of a person: to be found, and to have failures counted. Each of the saving methods stores at once
/// and brings the given (detached) person in line.
/// </summary>
public sealed class StaffAccounts(HubDatabase database)
{
    /// <summary>An e-mail address in the form in which it is unique.</summary>
    public static string Normalize(string email) => email.Trim().Normalize().ToUpperInvariant();

    /// <summary>Somebody by their id, disabled people included; null where there is none.</summary>
    public Task<StaffMember?> FindAsync(long id, CancellationToken cancel = default) =>
        database.ReadAsync(db => db.Staff.Include(s => s.Departments).SingleOrDefaultAsync(s => s.Id == id, cancel), cancel);

    /// <summary>Somebody by their e-mail in any spelling, disabled people included; null where there is none.</summary>
    public Task<StaffMember?> FindByEmailAsync(string email, CancellationToken cancel = default)
    {
        var normalized = Normalize(email);
        return database.ReadAsync(db => db.Staff.Include(s => s.Departments).SingleOrDefaultAsync(s => s.NormalizedEmail == normalized, cancel), cancel);
    }

    /// <summary>Counts one wrong password. Counted in the database: of two at once both count.</summary>
    public async Task<int> CountFailureAsync(StaffMember person, CancellationToken cancel = default)
    {
        await UpdateAsync(person, stored => stored.AccessFailedCount++, cancel);
        return person.AccessFailedCount;
    }

    /// <summary>Begins to count from nought.</summary>
    public Task ForgetFailuresAsync(StaffMember person, CancellationToken cancel = default) =>
        person.AccessFailedCount == 0 ? Task.CompletedTask : UpdateAsync(person, stored => stored.AccessFailedCount = 0, cancel);

    /// <summary>Locks out until then; null lets in again.</summary>
    public Task LockOutAsync(StaffMember person, Instant? until, CancellationToken cancel = default) =>
        person.LockoutEnd == until ? Task.CompletedTask : UpdateAsync(person, stored => stored.LockoutEnd = until, cancel);

    /// <summary>A new stamp: cookies with the old one are no longer good.</summary>
    public Task SaveSecurityStampAsync(StaffMember person, string stamp, CancellationToken cancel = default) =>
        ChangeAsync(person, stored => stored.SecurityStamp = stamp, cancel);

    /// <summary>The same password hashed anew, because the way of hashing got stronger.</summary>
    public Task SavePasswordHashAsync(StaffMember person, string hash, CancellationToken cancel = default) =>
        ChangeAsync(person, stored => stored.PasswordHash = hash, cancel);

    private async Task UpdateAsync(StaffMember person, Action<StaffMember> set, CancellationToken cancel) =>
        await database.WritePersonalAsync(
            async db =>
            {
                var stored = await db.Staff.SingleAsync(s => s.Id == person.Id, cancel);
                set(stored);
                (person.AccessFailedCount, person.LockoutEnd) = (stored.AccessFailedCount, stored.LockoutEnd);
            },
            cancel);

    private async Task ChangeAsync(StaffMember person, Action<StaffMember> set, CancellationToken cancel)
    {
        await database.WriteAsync<Done>(
            Actor.Staff(person.Id, person.Name, person.Roles, []),
            async change =>
            {
                var stored = await change.Db.Staff.SingleAsync(s => s.Id == person.Id, cancel);
                set(stored);
                if (change.Db.ChangeTracker.HasChanges())
                {
                    change.Record(JournalKind.StaffChanged, stored);
                }

                return new Done();
            },
            cancel);
        set(person);
    }
}
