using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data;

/// <summary>
/// Makes the database ready: migrates it, and gives an empty one what intake cannot do without (a calendar, a promise table
/// and one department), so that a complaint can be filed from the first minute. Running it again changes nothing.
/// </summary>
public sealed class DatabaseSetup(IDbContextFactory<HubContext> contexts, HubDatabase database, CasesLeftBehind left, StorageOptions storage)
{
    /// <summary>Migrates and fills in what must be there.</summary>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        Directory.CreateDirectory(storage.Folder);
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            await db.Database.MigrateAsync(cancel);
        }

        await database.WriteAsync<Done>(Actor.System, async change =>
        {
            if (!await change.Db.Calendars.AnyAsync(cancel))
            {
                var calendar = new CalendarVersion { Document = CalendarDocument.Of(BusinessCalendar.Default).ToJson(), CreatedAt = change.Now };
                change.Db.Calendars.Add(calendar);
                change.Record(JournalKind.CalendarChanged, calendar);
            }

            if (!await change.Db.Policies.AnyAsync(cancel))
            {
                var policy = new PolicyVersion { Document = PolicyDocument.Of(PromisePolicy.Default).ToJson(), CreatedAt = change.Now };
                change.Db.Policies.Add(policy);
                change.Record(JournalKind.PolicyChanged, policy);
            }

            if (!await change.Db.Departments.AnyAsync(cancel))
            {
                var department = new Department { Name = new Bilingual("Customer care", "客户服务部") };
                change.Db.Departments.Add(department);
                change.Record(JournalKind.DepartmentChanged, department);
            }

            return new Done();
        }, cancel);
        await left.GiveBackAllAsync(cancel);
    }
}
