using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Promises;

/// <summary>Makes a calendar with the hours of another, or renames, disables or enables one.</summary>
public sealed class NameCalendar(HubDatabase database, Limits limits) : IUseCase<NameCalendar.Request, SavedRow>
{
    /// <summary>
    /// Which calendar (null: a new one); its name in both languages; the version that was looked at; and, of a new one, whose
    /// hours it begins with (null: the company's).
    /// </summary>
    public sealed record Request(long? Id, Bilingual Name, bool Disabled = false, int SeenVersion = 0, long? CopyOf = null);

    /// <inheritdoc />
    public static string Requires => Permissions.SetupManage;

    /// <inheritdoc />
    public async Task<Result<SavedRow>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var saved = await database.WriteAsync<Calendar>(actor, change => ApplyAsync(change, request, cancel), cancel);
        return saved.Succeeded ? new SavedRow(saved.Value.Id, saved.Value.Version) : saved.Failure;
    }

    private async Task<Result<Calendar>> ApplyAsync(Change change, Request request, CancellationToken cancel)
    {
        var calendar = request.Id is { } id ? await change.Db.Calendars.SingleOrDefaultAsync(c => c.Id == id, cancel) : new Calendar();
        if (calendar is null)
        {
            return new NotFound();
        }

        if (request.Id is not null
            && await change.Db.ChangedSinceAsync(JournalKind.CalendarChanged, calendar, calendar.Version, request.SeenVersion, [], cancel) is { } changed)
        {
            return changed;
        }

        var name = BothLanguages.Trim(request.Name);
        var problems = BothLanguages.Check(nameof(Request.Name), name, limits).ToList();
        if (problems.Count == 0 && await change.Db.Calendars.AnyAsync(c => c.Id != calendar.Id && (c.Name.En == name.En || c.Name.Zh == name.Zh), cancel))
        {
            problems.Add(new FieldProblem(nameof(Request.Name), "NameInUse"));
        }

        if (problems.Count > 0)
        {
            return new Invalid(problems);
        }

        if (request.Id is not null && request.Disabled && !calendar.Disabled && await WhyNotDisabledAsync(change.Db, calendar.Id, cancel) is { } kept)
        {
            return kept;
        }

        (calendar.Name, calendar.Disabled) = (name, request.Id is not null && request.Disabled);
        return request.Id is null
            ? await AddAsync(change, calendar, request.CopyOf, cancel)
            : Recorded(change, calendar);
    }

    private static Calendar Recorded(Change change, Calendar calendar)
    {
        if (change.Db.ChangeTracker.HasChanges())
        {
            change.Record(JournalKind.CalendarChanged, calendar);
        }

        return calendar;
    }

    private static async Task<Result<Calendar>> AddAsync(Change change, Calendar calendar, long? copyOf, CancellationToken cancel)
    {
        var from = copyOf ?? await change.Db.Calendars.MinAsync(c => c.Id, cancel);
        if (await change.Db.CalendarVersions.Where(v => v.CalendarId == from).OrderByDescending(v => v.Id).Select(v => v.Document).FirstOrDefaultAsync(cancel) is not { } hours)
        {
            return new Invalid(nameof(Request.CopyOf), "Choose");
        }

        var first = new CalendarVersion { Calendar = calendar, Document = hours, CreatedAt = change.Now };
        change.Db.CalendarVersions.Add(first);
        change.Record(JournalKind.CalendarChanged, calendar);
        change.Record(JournalKind.CalendarChanged, first);
        return calendar;
    }

    private static async Task<Failure?> WhyNotDisabledAsync(HubContext db, long id, CancellationToken cancel) =>
        id == await db.Calendars.MinAsync(c => c.Id, cancel) ? new CompanyCalendarStays()
        : await db.Departments.AnyAsync(d => d.CalendarId == id, cancel) || await db.Segments.AnyAsync(s => s.CalendarId == id, cancel) ? new CalendarInUse()
        : null;
}

/// <summary>The company's calendar cannot be disabled: it counts wherever no other is chosen.</summary>
public sealed record CompanyCalendarStays : Failure;

/// <summary>A calendar cannot be disabled while a department or a customer segment counts by it.</summary>
public sealed record CalendarInUse : Failure;
