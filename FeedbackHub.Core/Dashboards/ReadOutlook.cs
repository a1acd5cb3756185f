using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Dashboards;

/// <summary>
/// Looks ahead to the end of the next working day. It reads what is on the desks and due until then along an index, and what was
/// decided in the last two weeks along another: neither grows with the table.
/// </summary>
public sealed class ReadOutlook(HubDatabase database, PromiseBook promises) : IUseCase<ReadOutlook.Request, Outlook>
{
    /// <summary>So many cases are named; the others are in the figures only.</summary>
    public const int MostMarks = 500;

    /// <summary>Over so many of the last working days it is averaged how many cases are decided.</summary>
    public const int DaysAveraged = 10;

    private const int DaysSearched = 100;

    private static readonly CaseState[] Finished = [.. Enum.GetValues<CaseState>().Where(s => !s.IsOpen())];

    private static readonly CaseState[] Decided = [.. Finished.Where(s => s != CaseState.Withdrawn)];

    /// <summary>Of which department; null: all.</summary>
    public sealed record Request(long? DepartmentId = null);

    /// <inheritdoc />
    public static string Requires => Permissions.DashboardRead;

    /// <inheritdoc />
    public async Task<Result<Outlook>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAtOneMomentAsync<Result<Outlook>>(
            async db =>
            {
                var (now, calendar) = (database.Now, (await promises.CurrentAsync(db, cancel)).Calendar);
                var departments = await db.Departments.OrderBy(d => d.Id).Select(d => new DepartmentName(d.Id, d.Name)).ToListAsync(cancel);
                if (request.DepartmentId is { } id && departments.TrueForAll(d => d.Id != id))
                {
                    return new NotFound();
                }

                var days = DaysAhead(now, calendar);
                // What is due as the day closes is due on that day.
                var until = (days.Count == 0 ? now : days[^1].End) + Duration.FromTicks(10);
                var cases = db.Cases.VisibleTo(actor);
                // Times one keeps an index of departments out of it: it would find all their open cases, and those had to be sorted.
                cases = request.DepartmentId is { } department ? cases.Where(c => c.DepartmentId * 1 == department) : cases;
                var next = await NextAsync(cases, now, until, cancel);
                var expected = await ExpectedAsync(cases, now, until, calendar, days.Count, cancel);
                var people = expected.SelectMany(e => e.People).Select(p => p.HandlerId).OfType<long>().Distinct().ToList();
                return new Outlook
                {
                    At = now,
                    Calendar = calendar,
                    Days = days,
                    Departments = departments,
                    Next = next,
                    Expected = expected,
                    Handlers = await db.Staff.Where(s => people.Contains(s.Id)).Select(s => new { s.Id, s.Name }).ToDictionaryAsync(s => s.Id, s => s.Name, cancel),
                };
            },
            cancel);
    }

    /// <summary>The working days up to the first that begins after today.</summary>
    private static List<OutlookDay> DaysAhead(Instant now, BusinessCalendar calendar)
    {
        var (days, today) = (new List<OutlookDay>(), now.InZone(calendar.Zone).Date);
        foreach (var (date, end) in calendar.DayEnds(now))
        {
            var opening = calendar.NextOpening(Instant.Max(now, calendar.Zone.AtStartOfDay(date).ToInstant()));
            days.Add(new OutlookDay(date, opening, end));
            if (date > today)
            {
                break;
            }
        }

        return days;
    }

    private static Task<List<DueCase>> NextAsync(IQueryable<Case> cases, Instant now, Instant until, CancellationToken cancel) => cases
        .Where(c => c.OnDesk && c.DueAt >= now && c.DueAt < until && !Finished.Contains(c.State))
        .OrderBy(c => c.DueAt).ThenBy(c => c.Id)
        .Take(MostMarks)
        .Select(c => new DueCase(c.Id, c.Number, c.Subject, c.Severity, c.DepartmentId, c.HandlerId, c.DueAt!.Value, c.DuePromise))
        .ToListAsync(cancel);

    private static async Task<List<Expectation>> ExpectedAsync(
        IQueryable<Case> cases, Instant now, Instant until, BusinessCalendar calendar, int days, CancellationToken cancel)
    {
        var ever = NodaConstants.UnixEpoch;
        var owed = await cases
            .Where(c => c.OnDesk && c.DueAt >= ever && c.DueAt < until && !Finished.Contains(c.State))
            .GroupBy(c => new { c.DepartmentId, c.HandlerId, Overdue = c.DueAt < now })
            .Select(g => new { g.Key.DepartmentId, g.Key.HandlerId, g.Key.Overdue, Count = g.LongCount() })
            .ToListAsync(cancel);
        var (since, today, averaged) = LastDays(now, calendar);
        var decided = await cases
            .Where(c => c.DecidedAt >= since && c.DecidedAt < today && Decided.Contains(c.State))
            .GroupBy(c => new { c.DepartmentId, c.HandlerId })
            .Select(g => new { g.Key.DepartmentId, g.Key.HandlerId, Count = g.LongCount() })
            .ToListAsync(cancel);

        Expectation Of(long department, Func<long?, bool> whose, long? handler) => new(
            department, handler,
            owed.Where(o => o.Overdue && o.DepartmentId == department && whose(o.HandlerId)).Sum(o => o.Count),
            owed.Where(o => !o.Overdue && o.DepartmentId == department && whose(o.HandlerId)).Sum(o => o.Count),
            (double)decided.Where(d => d.DepartmentId == department && whose(d.HandlerId)).Sum(d => d.Count) / averaged, days);
        return
        [
            .. owed.Select(o => o.DepartmentId).Distinct()
                .Select(id => Of(id, _ => true, null) with
                {
                    People =
                    [
                        .. owed.Where(o => o.DepartmentId == id).Select(o => o.HandlerId).Distinct().Select(who => Of(id, handler => handler == who, who))
                            .OrderBy(e => e.HandlerId is not null).ThenByDescending(e => e.Due).ThenByDescending(e => e.Overdue).ThenBy(e => e.HandlerId),
                    ],
                })
                .OrderByDescending(e => e.Due).ThenByDescending(e => e.Overdue).ThenBy(e => e.DepartmentId),
        ];
    }

    /// <summary>From the beginning of the first to the end of the last of the working days before today, and how many there were.</summary>
    private static (Instant Since, Instant Today, int Days) LastDays(Instant now, BusinessCalendar calendar)
    {
        var today = now.InZone(calendar.Zone).Date;
        var worked = Enumerable.Range(1, DaysSearched).Select(d => today.PlusDays(-d)).Where(d => calendar.HoursOn(d).Length > 0).Take(DaysAveraged).ToList();
        return (StartOf(worked.Count == 0 ? today : worked[^1]), StartOf(today), Math.Max(1, worked.Count));

        Instant StartOf(LocalDate date) => calendar.Zone.AtStartOfDay(date).ToInstant();
    }
}
