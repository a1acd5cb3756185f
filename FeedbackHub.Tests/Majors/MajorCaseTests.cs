using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Majors;
using FeedbackHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Majors;

/// <summary>Major cases: declared, solved jointly, approved, watched (R2.3.2).</summary>
public sealed class MajorCaseTests : IAsyncLifetime
{
    private HubFixture hub = default!;
    private long repairs;
    private Actor lin = default!;
    private Actor rui = default!;
    private Actor supervisor = default!;
    private Actor leader = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        repairs = await hub.DepartmentAsync("Repairs", "维修部");
        (lin, rui) = (await hub.HandlerAsync("Lin Hua"), await hub.HandlerAsync("Rui", repairs));
        (supervisor, leader) = (await hub.SupervisorAsync(), await hub.LeaderAsync());
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Declaring_one_needs_a_reason_stands_in_the_journal_and_raises_the_severity()
    {
        var receipt = await hub.FileAsync();
        Assert.Equal(new Invalid("Reason", "ReasonMissing"), await hub.DeclareAsync(lin, receipt.CaseId, " "));
        Assert.Null(await hub.DeclareAsync(lin, receipt.CaseId));
        Assert.Equal(new AlreadyMajor(), await hub.DeclareAsync(lin, receipt.CaseId));

        var told = (await hub.JournalOfAsync(receipt.CaseId))[^1];
        Assert.Equal((JournalKind.DeclaredMajor, "Two people were hurt.", Severity.Major), (told.Kind, told.Note, told.Severity));
        Assert.Equal([receipt.Number], await hub.WatchedAsync(leader));
        var view = await hub.MajorAsync(leader, receipt.CaseId);
        Assert.Equal((true, "Two people were hurt.", MajorActions.Tell | MajorActions.Approve | MajorActions.Lower), (view.IsMajor, view.Reason, view.May));
    }

    [Fact]
    public async Task Setting_the_severity_declares_it_and_lowering_it_is_for_those_who_oversee_it()
    {
        var id = (await hub.FileAsync()).CaseId;
        var edit = hub.Use<EditCase>();
        Assert.Null((await edit.ExecuteAsync(lin, new(id, nameof(Case.Severity), nameof(Severity.Major), 1))).Failure);
        Assert.Equal(JournalKind.DeclaredMajor, (await hub.JournalOfAsync(id))[^1].Kind);
        await hub.GiveAsync(lin, id, repairs);

        Assert.Equal(new MajorStands(), (await edit.ExecuteAsync(supervisor, new(id, nameof(Case.Severity), nameof(Severity.General), int.MaxValue))).Failure);
        Assert.IsType<NotAllowed>(await hub.LowerAsync(lin, id));
        Assert.Equal(new Invalid("Reason", "ReasonMissing"), await hub.LowerAsync(leader, id, ""));
        Assert.Null(await hub.LowerAsync(leader, id));

        var told = (await hub.JournalOfAsync(id))[^1];
        Assert.Equal((JournalKind.Edited, "Nobody was hurt.", Severity.General), (told.Kind, told.Note, told.Severity));
        Assert.Equal(new NotFound(), await hub.ReadableAsync(rui, id));
        Assert.Empty(await hub.WatchedAsync(leader));
        Assert.Null(await hub.DecideAsync(lin, id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_filing_that_says_somebody_could_be_hurt_is_major_at_once_where_configured(bool configured)
    {
        await using var other = await HubFixture.StartAsync(s => s.AddSingleton(new CaseRules { SafetyIsMajor = configured }));
        var receipt = await other.FileAsync(f => f with { Safety = true });
        await other.FileAsync();
        Assert.Equal(configured ? [receipt.Number] : [], await other.WatchedAsync(await other.LeaderAsync()));
        Assert.Equal(configured, (await other.JournalOfAsync(receipt.CaseId)).Exists(j => j.Kind == JournalKind.DeclaredMajor));
        Assert.Null(configured ? await other.GiveAsync(await other.HandlerAsync(), receipt.CaseId, await other.DepartmentAsync("Repairs")) : null);
    }

    [Fact]
    public async Task It_is_decided_only_once_all_have_reported_and_a_superior_has_approved()
    {
        var stores = await hub.DepartmentAsync("Stores", "门店部");
        var shop = await hub.HandlerAsync("Shop", stores);
        var id = await MajorAsync();
        await hub.Use<ClaimCase>().ExecuteAsync(lin, new(id));
        MajorWork.Missing(await hub.DecideAsync(lin, id), approved: false);
        await hub.GiveAsync(lin, id, repairs);
        await hub.GiveAsync(lin, id, stores, "Search the shop.");
        var tasks = (await hub.MajorAsync(lin, id)).Tasks;
        var before = await DatabaseSnapshot.OfAsync(hub);

        MajorWork.Missing(await hub.DecideAsync(lin, id), approved: false, "Repairs", "Stores");
        MajorWork.Missing(await hub.ApproveAsync(leader, id), approved: true, "Repairs", "Stores");
        MajorWork.Missing((await hub.Use<RefuseCase>().ExecuteAsync(lin, new(id, "Not ours."))).Failure, approved: false, "Repairs", "Stores");
        Assert.Empty(DatabaseSnapshot.Differences(before, await DatabaseSnapshot.OfAsync(hub)));

        Assert.Null(await hub.ReportAsync(rui, id, tasks[0].Id));
        MajorWork.Missing(await hub.ApproveAsync(leader, id), approved: true, "Stores");
        Assert.Null(await hub.ReportAsync(shop, id, tasks[1].Id));
        Assert.Equal(new AlreadyReported("Shop"), await hub.ReportAsync(shop, id, tasks[1].Id));
        MajorWork.Missing(await hub.DecideAsync(lin, id), approved: false);
        Assert.Null(await hub.ApproveAsync(leader, id, "Agreed."));
        Assert.Null(await hub.DecideAsync(lin, id));
        Assert.Equal([JournalKind.TaskReported, JournalKind.MajorApproved, JournalKind.Resolved], (await hub.JournalOfAsync(id)).TakeLast(3).Select(j => j.Kind));
    }

    [Fact]
    public async Task Neither_who_handles_it_nor_who_is_complained_about_nor_another_departments_head_approves()
    {
        var (head, other) = (await hub.HeadAsync(hub.FirstDepartment, "Head"), await hub.HeadAsync(repairs, "Other"));
        var id = await MajorAsync();
        await hub.Use<ClaimCase>().ExecuteAsync(supervisor, new(id));
        await hub.GiveAsync(supervisor, id, repairs);
        await hub.ReportAsync(rui, id, (await hub.MajorAsync(lin, id)).Tasks[0].Id);

        Assert.IsType<NotAllowed>(await hub.ApproveAsync(supervisor, id));
        Assert.IsType<NotAllowed>(await hub.ApproveAsync(other, id));
        Assert.IsType<NotAllowed>(await hub.ApproveAsync(await hub.AuditorAsync(), id));
        Assert.Null(await hub.ApproveAsync(head, id));

        await hub.ConcernsAsync(id, head.StaffId!.Value);
        Assert.Equal(new NotFound(), await hub.ApproveAsync(head, id));
        MajorWork.Missing(await hub.DecideAsync(supervisor, id), approved: false);
        Assert.Null(await hub.ApproveAsync(leader, id));
        Assert.Null(await hub.DecideAsync(supervisor, id));
    }

    [Fact]
    public async Task Whoever_approved_and_then_takes_it_over_cannot_decide_it_on_their_own_word()
    {
        var id = await MajorAsync();
        Assert.Null(await hub.ApproveAsync(supervisor, id));
        MajorWork.Missing(await hub.DecideAsync(supervisor, id), approved: false);
        await hub.Use<ClaimCase>().ExecuteAsync(supervisor, new(id));
        MajorWork.Missing(await hub.DecideAsync(lin, id), approved: false);
        Assert.Null((await hub.MajorAsync(lin, id)).Approved);
    }

    [Fact]
    public async Task An_approval_counts_for_one_decision_and_until_another_department_is_brought_in()
    {
        var id = await MajorAsync();
        await hub.ApproveAsync(leader, id);
        await hub.GiveAsync(lin, id, repairs);
        MajorWork.Missing(await hub.DecideAsync(lin, id), approved: false, "Repairs");
        await hub.ReportAsync(rui, id, (await hub.MajorAsync(lin, id)).Tasks[0].Id);
        await hub.ApproveAsync(leader, id);
        Assert.Null(await hub.DecideAsync(lin, id));
        Assert.NotEmpty(await hub.WatchedAsync(leader));
        hub.Time.Advance(TimeSpan.FromMinutes(1));

        await hub.Use<ReopenCase>().ExecuteAsync(lin, new(id, "It smokes again."));

        MajorWork.Missing(await hub.DecideAsync(lin, id), approved: false);
        await hub.ApproveAsync(leader, id);
        Assert.Null(await hub.DecideAsync(lin, id));
        await hub.Use<CloseCase>().ExecuteAsync(lin, new(id));
        Assert.Empty(await hub.WatchedAsync(leader));
    }

    [Fact]
    public async Task How_things_stand_is_one_line_told_by_who_works_or_oversees_it()
    {
        var id = await MajorAsync();
        Assert.IsType<NotAllowed>(await hub.TellAsync(await hub.AuditorAsync(), id));
        Assert.Equal(new Invalid("Text", "TextMissing"), await hub.TellAsync(lin, id, " "));
        Assert.Equal(new Invalid("Text", "TooLong", 500, 501), await hub.TellAsync(lin, id, new string('x', 501)));
        Assert.Null(await hub.TellAsync(lin, id, "Two in hospital.\nBoth are well."));
        hub.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await hub.TellAsync(leader, id, "Both are home."));

        var view = await hub.MajorAsync(lin, id);
        Assert.Equal(("Both are home.", "Lu Min", hub.Database.Now), (view.Situation, view.SituationBy, view.SituationAt));
        Assert.Equal(["Two in hospital. Both are well.", "Both are home."], (await hub.JournalOfAsync(id)).Where(j => j.Kind == JournalKind.SituationTold).Select(j => j.Note));
    }

    [Fact]
    public async Task The_watch_list_is_read_by_pages_the_oldest_first_and_shows_nobody_what_is_not_theirs()
    {
        var (ids, named) = (new List<long>(), await hub.StaffAsync("Named", Roles.Leader));
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await MajorAsync());
            hub.Time.Advance(TimeSpan.FromMinutes(i % 2));
        }

        await hub.FileAsync();
        await hub.ConcernsAsync(ids[2], named.StaffId!.Value);
        Assert.Equal(ids, await PagedAsync(leader));
        Assert.Equal(ids.Where(id => id != ids[2]), await PagedAsync(named));
        Assert.Equal(ids, await PagedAsync(lin));
        Assert.Empty(await PagedAsync(rui));
        Assert.IsType<NotAllowed>((await hub.Use<ListMajors>().ExecuteAsync(await hub.AdministratorAsync(), new())).Failure);
    }

    private async Task<List<long>> PagedAsync(Actor who)
    {
        var (all, after) = (new List<long>(), (MajorPlace?)null);
        do
        {
            var page = (await hub.Use<ListMajors>().ExecuteAsync(who, new(after, 2))).Value;
            all.AddRange(page.Rows.Select(r => r.Major.CaseId));
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    private async Task<long> MajorAsync()
    {
        var id = (await hub.FileAsync()).CaseId;
        Assert.Null(await hub.DeclareAsync(lin, id));
        return id;
    }
}
