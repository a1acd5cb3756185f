using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Majors;
using FeedbackHub.Tests.Support;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Majors;

/// <summary>The joint group of a major case: who is asked, what they see, and for how long.</summary>
public sealed class JointGroupTests : IAsyncLifetime
{
    private HubFixture hub = default!;
    private LiveFeed feed = default!;
    private long repairs;
    private Actor lin = default!;
    private Actor rui = default!;
    private Actor leader = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        feed = await hub.StartTailAsync();
        repairs = await hub.DepartmentAsync("Repairs", "维修部");
        (lin, rui, leader) = (await hub.HandlerAsync("Lin Hua"), await hub.HandlerAsync("Rui", repairs), await hub.LeaderAsync());
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task An_assisting_department_reads_and_reports_while_the_group_is_open_and_works_nothing_else()
    {
        var (id, seq) = (await MajorAsync(), await hub.HeadAsync());
        Assert.Equal(new NotFound(), await hub.ReadableAsync(rui, id));
        await hub.GiveAsync(lin, id, repairs);
        var task = (await hub.MajorAsync(rui, id)).Tasks.Single();

        Assert.Null(await hub.ReadableAsync(rui, id));
        Assert.True(task.MayReport);
        Assert.False((await hub.MajorAsync(lin, id)).Tasks.Single().MayReport);
        var view = (await hub.Use<ReadCase>().ExecuteAsync(rui, new(id))).Value;
        Assert.False(view.MayWork);
        Assert.Empty(view.Actions);
        Assert.Single(await hub.WatchedAsync(rui));
        foreach (var action in Enum.GetValues<CaseAction>().Where(a => !CaseMoves.IsCustomers(a)))
        {
            Assert.IsType<NotAllowed>(await CaseMoves.DoAsync(hub, rui, action, id, "FH-2026-000001"));
        }

        Assert.IsType<NotAllowed>(await hub.GiveAsync(rui, id, repairs));
        Assert.IsType<NotAllowed>(await hub.TellAsync(rui, id));
        Assert.IsType<NotAllowed>(await hub.ReportAsync(lin, id, task.Id));
        Assert.Equal(id, Assert.Single((await hub.Use<ListQueue>().ExecuteAsync(rui, new(new QueueFilter { View = QueueView.All }))).Value.Rows).Id);
        Assert.Empty((await hub.Use<ListQueue>().ExecuteAsync(rui, new(new QueueFilter { View = QueueView.Unassigned }))).Value.Rows);
        Assert.Equal(new NothingToTake(), (await hub.Use<ClaimNextCase>().ExecuteAsync(rui, new())).Failure);
        Assert.Null(await hub.ReportAsync(rui, id, task.Id));

        await hub.ApproveAsync(leader, id);
        await hub.DecideAsync(lin, id);
        Assert.Null(await hub.ReadableAsync(rui, id));
        await hub.Use<CloseCase>().ExecuteAsync(lin, new(id));
        Assert.Equal(new NotFound(), await hub.ReadableAsync(rui, id));
        Assert.Equal(new NotFound(), await hub.ReportAsync(rui, id, task.Id));

        // They hear of it live from their task on, until it ended.
        var heard = (await ToldAsync(rui, seq)).Select(u => u.Kind).ToList();
        Assert.Equal([JournalKind.GroupOpened, JournalKind.TaskReported, JournalKind.MajorApproved, JournalKind.Claimed, JournalKind.Resolved, JournalKind.Closed], heard);
        await hub.Use<ReopenCase>().ExecuteAsync(lin, new(id, "Again."));
        Assert.Equal(heard.Count, (await ToldAsync(rui, seq)).Count);
    }

    [Fact]
    public async Task The_person_complained_about_sees_nothing_of_it_also_as_one_of_an_assisting_department()
    {
        var id = await MajorAsync();
        await hub.GiveAsync(lin, id, repairs);
        await hub.ConcernsAsync(id, rui.StaffId!.Value);
        var (task, seq) = ((await hub.MajorAsync(lin, id)).Tasks[0].Id, await hub.HeadAsync());
        await hub.TellAsync(lin, id);

        Assert.Equal(new NotFound(), await hub.ReadableAsync(rui, id));
        Assert.Equal(new NotFound(), (await hub.Use<ReadMajor>().ExecuteAsync(rui, new(id))).Failure);
        Assert.Equal(new NotFound(), await hub.ReportAsync(rui, id, task));
        Assert.Empty(await hub.WatchedAsync(rui));
        Assert.Empty((await hub.Use<ListQueue>().ExecuteAsync(rui, new(new QueueFilter { View = QueueView.All }))).Value.Rows);
        Assert.Empty(await ToldAsync(rui, seq));
        Assert.Null(await hub.ReportAsync(await hub.HandlerAsync("Colleague", repairs), id, task));
    }

    [Fact]
    public async Task A_task_is_for_another_open_department_says_what_and_is_due_in_time_to_come()
    {
        var id = await MajorAsync();
        Assert.Equal(new Invalid("DepartmentId", "LeadAssists"), await hub.GiveAsync(lin, id, hub.FirstDepartment));
        Assert.Equal(new Invalid("DepartmentId", "Choose"), await hub.GiveAsync(lin, id, 999));
        Assert.Equal(new Invalid("Text", "TextMissing"), await hub.GiveAsync(lin, id, repairs, ""));
        Assert.Equal(new Invalid("DueAt", "DuePast"), await hub.GiveAsync(lin, id, repairs, within: Duration.Zero));
        Assert.Equal(new NotMajor(), await hub.GiveAsync(lin, (await hub.FileAsync()).CaseId, repairs));
        Assert.Null(await hub.GiveAsync(lin, id, repairs));
        Assert.Equal(new Invalid("Text", "TextMissing"), await hub.ReportAsync(rui, id, 1, " "));
        Assert.Equal(new NotFound(), await hub.ReportAsync(rui, id, 999));
    }

    [Fact]
    public async Task What_was_not_reported_in_an_ended_group_is_owed_no_more_also_where_the_department_assists_again()
    {
        var id = await MajorAsync();
        await hub.GiveAsync(lin, id, repairs, "First.");
        await hub.LowerAsync(leader, id);
        await hub.DeclareAsync(lin, id, "Worse than we thought.");
        await hub.GiveAsync(lin, id, repairs, "Second.");

        var tasks = (await hub.MajorAsync(lin, id)).Tasks;
        Assert.Equal([("First.", true), ("Second.", false)], tasks.Select(t => (t.Text, t.Void)));
        Assert.Equal(new NotFound(), await hub.ReportAsync(rui, id, tasks[0].Id));
        await hub.ReportAsync(rui, id, tasks[1].Id);
        Assert.Null(await hub.ApproveAsync(leader, id));
        Assert.Null(await hub.DecideAsync(lin, id));
    }

    private async Task<long> MajorAsync()
    {
        var id = (await hub.FileAsync()).CaseId;
        Assert.Null(await hub.DeclareAsync(lin, id));
        return id;
    }

    private async Task<IReadOnlyList<LiveUpdate>> ToldAsync(Actor who, long after)
    {
        await feed.WaitBeyondAsync(await hub.HeadAsync() - 1, TestContext.Current.CancellationToken);
        return (await hub.Use<FollowJournal>().ExecuteAsync(who, new(after))).Value.Updates;
    }
}
