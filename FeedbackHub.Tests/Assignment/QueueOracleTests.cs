using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

/// <summary>Every view, order and filter against a naive reading of the same rows in memory.</summary>
public sealed class QueueOracleTests(QueueOracleTests.Queue queue) : IClassFixture<QueueOracleTests.Queue>
{
    private const int Cases = 300;
    private readonly HubFixture hub = queue.Hub;
    private readonly long[] departments = queue.Departments;
    private readonly Dictionary<string, Actor> readers = queue.Readers;
    private readonly List<Case> all = queue.All;

    public static TheoryData<string> Readers => ["one department", "three departments", "no department", "supervisor", "auditor", "concerned supervisor"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Every_view_order_and_filter_shows_what_a_naive_reading_shows(string reader)
    {
        var actor = readers[reader];
        var shown = 0;
        foreach (var filter in Filters())
        {
            var expected = Expected(actor, filter).Select(c => c.Id).ToList();
            var paged = await ReadAllAsync(actor, filter, size: 7);
            Assert.True(expected.SequenceEqual(paged), $"{filter}\nexpected {string.Join(',', expected)}\nbut got  {string.Join(',', paged)}");
            shown += expected.Count;
        }

        Assert.True(shown > 100, "The sample shows too little to prove anything.");
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task The_counts_are_those_of_the_views(string reader)
    {
        var actor = readers[reader];
        var counts = (await hub.Use<CountViews>().ExecuteAsync(actor, new CountViews.Request())).Value;
        foreach (var (view, count) in counts)
        {
            Assert.True(count == Expected(actor, new QueueFilter { View = view }).Count(), $"{view}: {count}");
        }
    }

    [Fact]
    public async Task Rows_read_by_id_are_those_of_the_list()
    {
        var ids = all.Select(c => c.Id).ToList();
        foreach (var actor in readers.Values)
        {
            foreach (var view in Enum.GetValues<QueueView>())
            {
                var filter = new QueueFilter { View = view };
                var list = (await hub.Use<ListQueue>().ExecuteAsync(actor, new ListQueue.Request(filter, Size: 100))).Value.Rows;
                var rows = (await hub.Use<ReadQueueRows>().ExecuteAsync(actor, new ReadQueueRows.Request(filter, ids))).Value;
                Assert.Equal(list.OrderBy(r => r.Id).Take(100), rows.Where(r => list.Any(l => l.Id == r.Id)).OrderBy(r => r.Id));
            }
        }
    }

    [Fact]
    public async Task A_row_tells_what_is_stored()
    {
        var actor = readers["supervisor"];
        var names = await hub.ReadAsync(db => db.Staff.ToDictionaryAsync(s => s.Id, s => s.Name));
        var rows = (await hub.Use<ListQueue>().ExecuteAsync(actor, new ListQueue.Request(new QueueFilter { View = QueueView.All }, Size: 100))).Value.Rows;
        Assert.Equal(100, rows.Count);
        foreach (var row in rows)
        {
            var one = all.Single(c => c.Id == row.Id);
            Assert.Equal((one.Number, one.Subject, one.State, one.DueAt, one.DuePromise), (row.Number, row.Subject, row.State, row.DueAt, row.DuePromise));
            Assert.Equal(one.HandlerId is { } handler ? names[handler] : null, row.Handler);
            Assert.Equal(one.Promises.Where(p => p.State == PromiseState.Paused).OrderBy(p => p.Kind).FirstOrDefault()?.RemainingSeconds, row.PausedSeconds);
            Assert.NotEmpty(row.Department.En);
            Assert.True(row.Unread);
        }
    }

    [Fact]
    public async Task Paging_gives_each_row_once_also_while_others_come_in_between()
    {
        await using var own = new Queue();
        await own.InitializeAsync();
        var (hub, actor) = (own.Hub, own.Readers["three departments"]);
        foreach (var sort in Enum.GetValues<QueueSort>())
        {
            var filter = new QueueFilter { View = QueueView.All, Sort = sort };
            var expected = Expected(actor, filter, await hub.ReadAsync(db => db.Cases.ToListAsync())).Select(c => c.Id).ToList();
            var seen = new List<long>();
            QueuePlace? after = null;
            do
            {
                var page = (await hub.Use<ListQueue>().ExecuteAsync(actor, new ListQueue.Request(filter, after, 20))).Value;
                seen.AddRange(page.Rows.Select(r => r.Id));
                after = page.Next;
                await hub.FileAsync();
            }
            while (after is not null);

            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Equal(expected, seen.Where(expected.Contains));
        }
    }

    private async Task<List<long>> ReadAllAsync(Actor actor, QueueFilter filter, int size)
    {
        var seen = new List<long>();
        QueuePlace? after = null;
        do
        {
            var page = (await hub.Use<ListQueue>().ExecuteAsync(actor, new ListQueue.Request(filter, after, size))).Value;
            Assert.True(page.Rows.Count <= size);
            seen.AddRange(page.Rows.Select(r => r.Id));
            after = page.Next;
        }
        while (after is not null && seen.Count <= Cases);
        return seen;
    }

    private IEnumerable<QueueFilter> Filters()
    {
        foreach (var view in Enum.GetValues<QueueView>())
        {
            foreach (var sort in Enum.GetValues<QueueSort>())
            {
                yield return new QueueFilter { View = view, Sort = sort };
            }

            yield return new QueueFilter { View = view, DepartmentId = departments[1] };
            yield return new QueueFilter { View = view, DepartmentId = departments[3] };
            yield return new QueueFilter { View = view, HandlerId = readers["three departments"].StaffId };
            yield return new QueueFilter { View = view, State = CaseState.InProgress };
            yield return new QueueFilter { View = view, State = CaseState.Closed, Sort = QueueSort.Newest };
            yield return new QueueFilter { View = view, Kind = CaseKind.Enquiry };
            yield return new QueueFilter { View = view, Severity = Severity.Major, Kind = CaseKind.Complaint, DepartmentId = departments[0] };
        }
    }

    private IEnumerable<Case> Expected(Actor actor, QueueFilter filter, List<Case>? among = null)
    {
        var now = hub.Database.Now;
        var end = Instant.FromUtc(2026, 3, 2, 16, 0);
        bool InView(Case c) => filter.View switch
        {
            QueueView.Mine => c.OnDesk && c.HandlerId == actor.StaffId,
            QueueView.Unassigned => c.OnDesk && c.HandlerId is null && (actor.SeesAllDepartments || actor.Departments.Contains(c.DepartmentId)),
            QueueView.DueToday => c.OnDesk && c.DueAt is { } due && due >= now && due < end,
            QueueView.Overdue => c.OnDesk && c.DueAt is { } due && due < now,
            QueueView.Waiting => c.State == CaseState.WaitingForCustomer,
            QueueView.Returned => c.Attention is Attention.Returned or Attention.Reopened or Attention.Review,
            QueueView.All => c.OnDesk,
            QueueView.Finished => !c.OnDesk,
            QueueView.DueSoon => c.OnDesk && c.DueAt is { } due && due >= now && due <= now + Duration.FromHours(2),
            QueueView.Any => true,
            _ => throw new InvalidOperationException(),
        };
        var cases = (among ?? all)
            .Where(c => c.ConcernsStaffId is null || c.ConcernsStaffId != actor.StaffId)
            .Where(c => actor.SeesAllDepartments || actor.Departments.Contains(c.DepartmentId) || c.HandlerId == actor.StaffId)
            .Where(InView)
            .Where(c => filter.DepartmentId is null || c.DepartmentId == filter.DepartmentId)
            .Where(c => filter.HandlerId is null || c.HandlerId == filter.HandlerId)
            .Where(c => filter.State is null || c.State == filter.State)
            .Where(c => filter.Kind is null || c.Kind == filter.Kind)
            .Where(c => filter.Severity is null || c.Severity == filter.Severity);
        return (filter.View, filter.Sort) switch
        {
            (QueueView.Finished or QueueView.Any, _) or (_, QueueSort.Activity) => cases.OrderByDescending(c => c.LastMessageAt).ThenByDescending(c => c.Id),
            (_, QueueSort.Newest) => cases.OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id),
            (_, QueueSort.Oldest) => cases.OrderBy(c => c.ReceivedAt).ThenBy(c => c.Id),
            _ => cases.OrderBy(c => c.QueueOrder).ThenBy(c => c.Id),
        };
    }

    /// <summary>One queue for all of these tests: they only read it.</summary>
    public sealed class Queue : IAsyncLifetime
    {
        internal HubFixture Hub { get; private set; } = null!;

        internal long[] Departments { get; private set; } = [];

        internal Dictionary<string, Actor> Readers { get; private set; } = [];

        internal List<Case> All { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            Hub = await HubFixture.StartAsync();
            Departments = [Hub.FirstDepartment, await Hub.DepartmentAsync("Repairs"), await Hub.DepartmentAsync("Delivery"), await Hub.DepartmentAsync("Billing")];
            Readers = new()
            {
                ["one department"] = await Hub.HandlerAsync("One", Departments[0]),
                ["three departments"] = await Hub.HandlerAsync("Three", Departments[0], Departments[1], Departments[2]),
                ["no department"] = await Hub.StaffAsync("Nowhere", Roles.Handler),
                ["supervisor"] = await Hub.SupervisorAsync(),
                ["auditor"] = await Hub.AuditorAsync(),
                ["concerned supervisor"] = await Hub.SupervisorAsync("Concerned"),
            };
            await RandomCases.AddAsync(Hub, Cases, Departments, [.. Readers.Values.Select(r => r.StaffId!.Value)], seed: 7);
            All = await Hub.ReadAsync(db => db.Cases.Include(c => c.Promises).ToListAsync());
        }

        public ValueTask DisposeAsync() => Hub.DisposeAsync();
    }
}
