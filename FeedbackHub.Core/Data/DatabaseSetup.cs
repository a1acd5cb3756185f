using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data;

/// <summary>
/// Makes the database ready: an empty one gets its tables, and what intake cannot do without (a calendar, a promise table
/// and one department), so that a complaint can be filed from the first minute. Running it again changes nothing.
/// </summary>
public sealed class DatabaseSetup(Schema schema, HubDatabase database, CasesLeftBehind left)
{
    /// <summary>Makes it ready.</summary>
    /// <param name="migrate">True where tables of an older version are to be brought to this one.</param>
    /// <exception cref="SchemaRefusedException">The tables are not those of this program, and are not to be altered.</exception>
    public async Task RunAsync(bool migrate = true, CancellationToken cancel = default)
    {
        var state = await schema.StateAsync(cancel);
        if (state == SchemaState.Newer || (state == SchemaState.Older && !migrate))
        {
            throw new SchemaRefusedException(state);
        }

        if (state != SchemaState.Ours)
        {
            await schema.MigrateAsync(cancel);
        }

        await database.WriteAsync<Done>(Actor.System, async change =>
        {
            if (!await change.Db.Calendars.AnyAsync(cancel))
            {
                var company = new Calendar { Name = Calendar.CompanyName };
                var hours = new CalendarVersion { Calendar = company, Document = CalendarDocument.Of(BusinessCalendar.Default).ToJson(), CreatedAt = change.Now };
                change.Db.CalendarVersions.Add(hours);
                change.Record(JournalKind.CalendarChanged, company);
                change.Record(JournalKind.CalendarChanged, hours);
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
        await SearchIndex.RenewAsync(database, cancel);
        await left.GiveBackAllAsync(cancel);
    }
}
