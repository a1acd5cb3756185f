using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Dashboards;

public class ReadDashboardTests
{
    [Theory]
    [InlineData(1, "Asia/Shanghai")]
    [InlineData(2, "Asia/Kathmandu")]
    [InlineData(3, "Australia/Lord_Howe")]
    [InlineData(4, "America/New_York")]
    public async Task Every_figure_is_what_a_recount_of_random_cases_comes_to(int seed, string zone)
    {
        await using var hub = await HubFixture.StartAsync();
        await MoveToAsync(hub, zone);
        var work = await RandomWork.DoAsync(hub, seed, filings: 70, days: 40);

        // Most must have happened, or the recount proves little.
        Assert.True(work.Happened.Count(h => h.Value > 0) >= 11, string.Join(", ", work.Happened));
        foreach (var days in ReadDashboard.Periods)
        {
            foreach (var department in work.Departments.Select(d => (long?)d).Append(null))
            {
                await Recount.CompareAsync(hub, work.Onlooker, new ReadDashboard.Request(department, days));
            }
        }

        await Recount.CompareAsync(hub, work.Supervisor, new ReadDashboard.Request(null, 30));
        await Recount.CompareAsync(hub, work.Supervisor, new ReadDashboard.Request(work.Departments[1], 90));
    }

    [Fact]
    public async Task Time_alone_makes_a_case_overdue_to_the_second()
    {
        await using var hub = await HubFixture.StartAsync();
        var supervisor = await hub.SupervisorAsync();
        var receipt = await hub.FileAsync();
        var due = (await hub.CaseAsync(receipt.CaseId)).DueAt!.Value;

        hub.Time.SetUtcNow(due.ToDateTimeOffset());
        Assert.Equal((0, 1), await OverdueAndTodayAsync(hub, supervisor));
        hub.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 0), await OverdueAndTodayAsync(hub, supervisor));
        hub.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((1, 0), await OverdueAndTodayAsync(hub, supervisor));
    }

    [Fact]
    public async Task A_case_that_moves_is_counted_where_it_is_and_one_reopened_is_not_resolved()
    {
        await using var hub = await HubFixture.StartAsync();
        var supervisor = await hub.SupervisorAsync();
        var repairs = await hub.DepartmentAsync("Repairs");
        var id = (await hub.FileAsync()).CaseId;

        await hub.Use<AssignCase>().ExecuteAsync(supervisor, new(id, repairs, null, "Yours"));
        var moved = await ReadAsync(hub, supervisor);
        Assert.Equal([new OpenCount(repairs, CaseState.Assigned, 1)], moved.Open);
        Assert.Equal(1, (await ReadAsync(hub, supervisor, repairs)).Days[^1].Received);
        Assert.Equal(0, (await ReadAsync(hub, supervisor, hub.FirstDepartment)).Days[^1].Received);

        await hub.Use<ResolveCase>().ExecuteAsync(supervisor, new(id, "Done.", "Upheld", "", null) { Outcome = Outcome.Accepted });
        Assert.Equal((0, 1), ((await ReadAsync(hub, supervisor)).Open.Count, (await ReadAsync(hub, supervisor)).Hours[^1].Resolved));

        await hub.Use<ReopenCase>().ExecuteAsync(supervisor, new(id, "Not done"));
        var reopened = await ReadAsync(hub, supervisor);
        Assert.Equal([new OpenCount(repairs, CaseState.Reopened, 1)], reopened.Open);
        Assert.Equal(0, reopened.Days[^1].Resolved);
    }

    [Fact]
    public async Task A_case_about_the_reader_counts_nowhere_for_them()
    {
        await using var hub = await HubFixture.StartAsync();
        var (concerned, other) = (await hub.SupervisorAsync(), await hub.SupervisorAsync("Other"));
        var receipt = await hub.FileAsync();
        await hub.ConcernsAsync(receipt.CaseId, concerned.StaffId!.Value);

        var theirs = await ReadAsync(hub, concerned);
        Assert.Empty(theirs.Open);
        Assert.Empty(theirs.Oldest);
        Assert.Equal(0, theirs.Days.Sum(d => d.Received) + theirs.Ages.Sum(a => a.Count) + theirs.Load.Sum(l => l.Open) + theirs.Due.Today);
        Assert.Equal(1, (await ReadAsync(hub, other)).Days.Sum(d => d.Received));
    }

    [Fact]
    public async Task What_was_never_answered_counts_as_broken_before_anybody_answers()
    {
        await using var hub = await HubFixture.StartAsync();
        var supervisor = await hub.SupervisorAsync();
        await hub.FileAsync();
        Assert.Null((await ReadAsync(hub, supervisor)).Promises.KeptPercent);

        hub.Time.Advance(TimeSpan.FromDays(3));
        var late = await ReadAsync(hub, supervisor);
        Assert.Equal(new PromiseOutcomes(0, 0, 1), late.Promises);
        Assert.Equal(0, late.Promises.KeptPercent);
    }

    [Fact]
    public void A_hundred_percent_means_every_single_one()
    {
        Assert.Equal(99, new PromiseOutcomes(99_999, 1, 0).KeptPercent);
        Assert.Equal(100, new PromiseOutcomes(3, 0, 0).KeptPercent);
        Assert.Null(new PromiseOutcomes(0, 0, 0).KeptPercent);
    }

    [Fact]
    public async Task Idle_handlers_are_listed_and_those_who_left_only_while_they_hold_cases()
    {
        await using var hub = await HubFixture.StartAsync();
        var supervisor = await hub.SupervisorAsync();
        var (idle, leaving) = (await hub.HandlerAsync("Idle"), await hub.HandlerAsync("Leaving"));
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<ClaimCase>().ExecuteAsync(leaving, new(id));
        await hub.SaveAsync(change =>
        {
            var person = change.Db.Staff.Single(s => s.Id == leaving.Id);
            person.Disabled = true;
            change.Record(JournalKind.StaffChanged, person);
        });

        Assert.Equal(
            [new(null, "", false, 0, 0, 0), new(leaving.Id, "Leaving", true, 1, 0, 0), new HandlerLoad(idle.Id, "Idle", false, 0, 0, 0)],
            (await ReadAsync(hub, supervisor)).Load);
        await hub.Use<ResolveCase>().ExecuteAsync(supervisor, new(id, "Done.", "Upheld", "", null) { Outcome = Outcome.Accepted });
        Assert.DoesNotContain((await ReadAsync(hub, supervisor)).Load, l => l.HandlerId == leaving.Id);
    }

    [Fact]
    public async Task Handlers_and_odd_requests_are_refused()
    {
        await using var hub = await HubFixture.StartAsync();
        var use = hub.Use<ReadDashboard>();
        Assert.Equal(new NotAllowed(Permissions.DashboardRead), (await use.ExecuteAsync(await hub.HandlerAsync(), new())).Failure);
        var supervisor = await hub.SupervisorAsync();
        Assert.IsType<Invalid>((await use.ExecuteAsync(supervisor, new(null, 365))).Failure);
        Assert.IsType<NotFound>((await use.ExecuteAsync(supervisor, new(4711))).Failure);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task No_query_walks_the_cases_or_the_tallies()
    {
        var commands = new SeenCommands();
        await using var hub = await HubFixture.StartAsync(commands.AddTo);
        var supervisor = await hub.SupervisorAsync();
        await hub.FileAsync();
        commands.Clear();
        await ReadAsync(hub, supervisor);
        await ReadAsync(hub, supervisor, hub.FirstDepartment);

        var plans = await commands.PlansAsync(hub, "Cases", "Tallies");
        Assert.True(plans.Count >= 12, $"{plans.Count} queries seen");
        Assert.All(plans, plan => Assert.All(plan.Plan, line => Assert.False(Walks(line), $"{line} in {plan.Text}")));

        // Ten of the oldest are taken from the index of what is on a desk, from its beginning.
        static bool Walks(string line) => line.StartsWith("SCAN", StringComparison.Ordinal)
            && !line.Contains("VIRTUAL TABLE", StringComparison.Ordinal) && !line.EndsWith("USING INDEX IX_Cases_ReceivedAt_Id", StringComparison.Ordinal);
    }

    private static async Task<DashboardFigures> ReadAsync(HubFixture hub, Actor reader, long? department = null) =>
        (await hub.Use<ReadDashboard>().ExecuteAsync(reader, new(department))).Value;

    private static async Task<(long, long)> OverdueAndTodayAsync(HubFixture hub, Actor reader)
    {
        var dashboard = await ReadAsync(hub, reader);
        Assert.Equal(dashboard.Due.Overdue, dashboard.Load[0].Overdue);
        return (dashboard.Due.Overdue, dashboard.Due.Today);
    }

    private static Task MoveToAsync(HubFixture hub, string zone) => hub.SaveAsync(change =>
    {
        var document = CalendarDocument.Of(BusinessCalendar.Default) with { Zone = zone };
        var calendar = new CalendarVersion { CalendarId = change.Db.Calendars.Min(c => c.Id), Document = document.ToJson(), CreatedAt = change.Now };
        change.Db.CalendarVersions.Add(calendar);
        change.Record(JournalKind.CalendarChanged, calendar);
    });
}
