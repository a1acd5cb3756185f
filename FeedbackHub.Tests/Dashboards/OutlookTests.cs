using FeedbackHub.App.Dashboard;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Dashboards;

public sealed class OutlookTests
{
    [Fact]
    public async Task What_is_due_and_overdue_and_usually_decided_is_what_the_cases_come_to()
    {
        await using var hub = await HubFixture.StartAsync();
        var work = await RandomWork.DoAsync(hub, seed: 12, filings: 90, days: 30);
        for (var i = 0; i < 6; i++)
        {
            await hub.FileForAsync(work.Departments[i % 3]);
        }

        foreach (var reader in (Actor[])[work.Supervisor, work.Onlooker])
        {
            foreach (var department in (long?[])[null, work.Departments[1]])
            {
                await CompareAsync(hub, reader, department);
            }
        }
    }

    [Fact]
    public async Task It_looks_to_the_end_of_the_next_working_day()
    {
        await using var hub = await HubFixture.StartAsync();
        var supervisor = await hub.SupervisorAsync();

        Assert.Equal(["2 09:00-17:30", "3 08:30-17:30"], await DaysAsync());
        hub.Time.Advance(TimeSpan.FromHours(3.5));
        Assert.Equal(["2 13:30-17:30", "3 08:30-17:30"], await DaysAsync());
        hub.Time.Advance(TimeSpan.FromHours(7));
        Assert.Equal(["3 08:30-17:30"], await DaysAsync());
        hub.Time.Advance(TimeSpan.FromDays(4));
        Assert.Equal(["9 08:30-17:30"], await DaysAsync());

        async Task<List<string>> DaysAsync()
        {
            var outlook = (await hub.Use<ReadOutlook>().ExecuteAsync(supervisor, new())).Value;
            var zone = outlook.Calendar.Zone;
            return [.. outlook.Days.Select(d => $"{d.Date.Day} {DayWords.Hour(d.Start, zone)}-{DayWords.Hour(d.End, zone)}")];
        }
    }

    [Fact]
    public async Task What_is_broken_comes_page_by_page_the_longest_overdue_first_with_the_working_time_since()
    {
        await using var hub = await HubFixture.StartAsync();
        var supervisor = await hub.SupervisorAsync();
        var repairs = await hub.DepartmentAsync("Repairs");
        for (var i = 0; i < ListBreached.PageSize + 7; i++)
        {
            var receipt = await hub.FileForAsync(i % 2 == 0 ? repairs : hub.FirstDepartment);
            if (i == 3)
            {
                await hub.ConcernsAsync(receipt.CaseId, supervisor.StaffId!.Value);
            }

            if (i % 5 > 0)
            {
                hub.Time.Advance(TimeSpan.FromMinutes(7));
            }
        }

        hub.Time.Advance(TimeSpan.FromDays(7));
        var due = await hub.ReadAsync(db => db.Cases.Where(c => c.ConcernsStaffId == null).OrderBy(c => c.DueAt).ThenBy(c => c.Id).Select(c => c.Id).ToListAsync());
        var (seen, after) = (new List<BreachedCase>(), (BreachedPlace?)null);
        do
        {
            var page = (await hub.Use<ListBreached>().ExecuteAsync(supervisor, new(null, after))).Value;
            Assert.InRange(page.Cases.Count, 1, ListBreached.PageSize);
            seen.AddRange(page.Cases);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(due, seen.Select(c => c.Id));
        Assert.All(seen, c => Assert.Equal(BusinessCalendar.Default.Between(c.DueAt, hub.Database.Now), c.Over));
        var theirs = (await hub.Use<ListBreached>().ExecuteAsync(supervisor, new(repairs))).Value;
        Assert.Equal(seen.Where(c => c.DepartmentId == repairs).Select(c => c.Id), theirs.Cases.Select(c => c.Id));
    }

    [Fact]
    public void The_hours_hold_everything_that_is_due_also_at_closing_and_at_night()
    {
        var monday = Instant.FromUtc(2026, 3, 2, 1, 20);
        var timeline = DueTimeline.Of(Due(monday, [(7, At(17, 30)), (7, At(10, 0)), (null, At(22, 0)), (7, At(9, 20)), (8, At(24 + 17, 30)), (8, At(12, 30))]), LaneBy.Handler);

        Assert.Equal([9, 10, 11, 12, 13, 14, 15, 16, 17, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], timeline.Hours.Select(h => h.Hour));
        Assert.Equal([null, 7, 8], timeline.Lanes.Select(l => l.HandlerId));
        Assert.Equal(["9: 1"], Drawn(timeline.Lanes[0]));
        Assert.Equal(["0: 1", "1: 1", "8: 1"], Drawn(timeline.Lanes[1]));
        Assert.Equal(["3: 1", "18: 1"], Drawn(timeline.Lanes[2]));
        Assert.Equal(monday, timeline.Hours[0].From);
        Assert.All(timeline.Hours.Zip(timeline.Hours.Skip(1)), pair => Assert.Equal(pair.First.Before, pair.Second.From));

        static List<string> Drawn(TimelineLane lane) => [.. lane.Hours.Index().Where(h => h.Item.Count > 0).Select(h => $"{h.Index}: {h.Item.Count}")];
    }

    /// <summary>An outlook on Monday 2 March 2026 in Shanghai, with cases due with somebody.</summary>
    internal static Outlook Due(Instant now, IReadOnlyList<(long? HandlerId, Instant At)> due)
    {
        var next = due.OrderBy(d => d.At).Select((d, i) => new DueCase(i + 1, $"FH-2026-{i + 1:000000}", $"Case {i + 1}", Severity.General, 1, d.HandlerId, d.At, PromiseKind.Reply)).ToList();
        var people = due.GroupBy(d => d.HandlerId).Select(g => new Expectation(1, g.Key, 0, g.Count(), 2, 2)).ToList();
        return new Outlook
        {
            At = now,
            Calendar = BusinessCalendar.Default,
            Days = [new OutlookDay(new LocalDate(2026, 3, 2), now, At(17, 30)), new OutlookDay(new LocalDate(2026, 3, 3), At(24 + 8, 30), At(24 + 17, 30))],
            Departments = [new DepartmentName(1, new Bilingual("Customer care", "客服"))],
            Next = [.. next.Take(ReadOutlook.MostMarks)],
            Handlers = due.Select(d => d.HandlerId).OfType<long>().Distinct().ToDictionary(id => id, id => $"Handler {id}"),
            Expected = due.Count == 0 ? [] : [new Expectation(1, null, 0, due.Count, 4, 2) { People = people }],
        };
    }

    /// <summary>An hour and minute of that Monday in Shanghai.</summary>
    internal static Instant At(int hour, int minute) => Instant.FromUtc(2026, 3, 1, 16, 0) + Duration.FromMinutes((hour * 60) + minute);

    private static async Task CompareAsync(HubFixture hub, Actor reader, long? department)
    {
        var outlook = (await hub.Use<ReadOutlook>().ExecuteAsync(reader, new(department))).Value;
        var cases = await hub.ReadAsync(db => db.Cases
            .Where(c => c.ConcernsStaffId == null || c.ConcernsStaffId != reader.StaffId).Where(c => department == null || c.DepartmentId == department).ToListAsync());
        var open = cases.Where(c => c.State.IsOpen() && c.DueAt is not null).ToList();
        var until = outlook.Days[^1].End;
        var ahead = open.Where(c => c.DueAt >= outlook.At && c.DueAt <= until).ToList();

        Assert.Equal(ahead.OrderBy(c => c.DueAt).ThenBy(c => c.Id).Select(c => (c.Id, c.DueAt!.Value, c.DuePromise, c.HandlerId)), outlook.Next.Select(c => (c.Id, c.DueAt, c.Promise, c.HandlerId)));
        Assert.Equal((open.Count(c => c.DueAt < outlook.At), ahead.Count), (outlook.Overdue, outlook.Due));
        Assert.True(outlook is { Overdue: > 0, Due: > 0 });

        var zone = outlook.Calendar.Zone;
        var today = outlook.At.InZone(zone).Date;
        var days = Enumerable.Range(1, 40).Select(d => today.PlusDays(-d)).Where(d => outlook.Calendar.Between(zone.AtStartOfDay(d).ToInstant(), zone.AtStartOfDay(d.PlusDays(1)).ToInstant()) > Duration.Zero).Take(10).ToHashSet();
        var first = days.Min();
        var decided = cases.Where(c => !c.State.IsOpen() && c.State != CaseState.Withdrawn && c.DecidedAt?.InZone(zone).Date is { } date && date >= first && date < today).ToList();
        Assert.NotEmpty(decided);
        foreach (var expected in outlook.Expected)
        {
            Assert.Equal(decided.Count(c => c.DepartmentId == expected.DepartmentId) / 10.0, expected.DecidedADay, 6);
            Assert.Equal((expected.Overdue, expected.Due), (expected.People.Sum(p => p.Overdue), expected.People.Sum(p => p.Due)));
            Assert.All(expected.People, p => Assert.Equal(
                (ahead.Count(c => c.DepartmentId == p.DepartmentId && c.HandlerId == p.HandlerId), decided.Count(c => c.DepartmentId == p.DepartmentId && c.HandlerId == p.HandlerId) / 10.0),
                (p.Due, p.DecidedADay)));
            Assert.All(expected.People.Where(p => p.HandlerId is not null), p => Assert.True(outlook.Handlers.ContainsKey(p.HandlerId!.Value)));
        }
    }
}
