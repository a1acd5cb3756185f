using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>
/// What signing in needs of a person: to be found, and to have what it notes about them stored. The attempts themselves are
/// recorded by <see cref="RecordSignIn"/>.
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

    /// <summary>Counts one wrong password, at once and in the database: of many at the same time every one counts.</summary>
    public async Task<int> CountFailureAsync(StaffMember person, CancellationToken cancel = default)
    {
        await database.WritePersonalAsync(
            async db =>
            {
                var stored = await db.Staff.SingleAsync(s => s.Id == person.Id, cancel);
                person.AccessFailedCount = ++stored.AccessFailedCount;
            },
            cancel);
        return person.AccessFailedCount;
    }

    /// <summary>
    /// Stores what signing in has noted on the person: failures forgotten, a lockout, the password hashed anew. Only that: what
    /// else was changed about them meanwhile stays.
    /// </summary>
    public async Task SaveAsync(StaffMember person, CancellationToken cancel = default) =>
        await database.WriteAsync<Done>(
            Actor.Staff(person.Id, person.Name, person.Roles, []),
            async change =>
            {
                var stored = await change.Db.Staff.SingleAsync(s => s.Id == person.Id, cancel);
                var hash = stored.PasswordHash;
                person.RepeatNotedOn(stored);
                if (stored.PasswordHash != hash)
                {
                    change.Record(JournalKind.StaffChanged, stored);
                }

                return new Done();
            },
            cancel);
}
