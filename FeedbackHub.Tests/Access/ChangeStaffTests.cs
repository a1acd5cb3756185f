using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Access;

public class ChangeStaffTests
{
    [Fact]
    public async Task Disabling_a_handler_gives_every_open_case_back_to_its_department()
    {
        await using var hub = await HubFixture.StartAsync();
        var administrator = await hub.AdministratorAsync();
        var handler = await hub.HandlerAsync();
        var cases = new List<long>();
        for (var i = 0; i < 53; i++)
        {
            var id = (await hub.FileAsync()).CaseId;
            await hub.Use<ClaimCase>().ExecuteAsync(handler, new ClaimCase.Request(id));
            cases.Add(id);
        }

        await hub.Use<AskCustomer>().ExecuteAsync(handler, new AskCustomer.Request(cases[0], "Which model?", null));
        var before = await ViewAsync(hub, administrator, handler);
        var result = await hub.Use<ChangeStaff>().ExecuteAsync(administrator, Unchanged(before) with { Disabled = true });

        Assert.True(result.Succeeded);
        Assert.Equal(53, before.OpenCases);
        Assert.Equal(0, (await ViewAsync(hub, administrator, handler)).OpenCases);
        Assert.Equal(0, await hub.ReadAsync(db => db.Cases.CountAsync(c => c.HandlerId != null)));
        Assert.Equal(CaseState.WaitingForCustomer, (await hub.CaseAsync(cases[0])).State);
        Assert.Equal(CaseState.Assigned, (await hub.CaseAsync(cases[1])).State);
        var entry = (await hub.JournalOfAsync(cases[1]))[^1];
        Assert.Equal((JournalKind.Assigned, handler.Id, null, administrator.Id, null), (entry.Kind, entry.FromHandlerId, entry.HandlerId, entry.ActorId, entry.Note));
        Assert.Null(await hub.AgainAsync(handler.Id!.Value));
    }

    [Fact]
    public async Task Cases_that_an_interrupted_disabling_left_behind_go_back_at_the_next_start()
    {
        await using var hub = await HubFixture.StartAsync();
        var handler = await hub.HandlerAsync();
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<ClaimCase>().ExecuteAsync(handler, new ClaimCase.Request(id));
        await hub.Database.WriteAsync<Done>(Actor.System, async change =>
        {
            var person = await change.Db.Staff.SingleAsync(s => s.Id == handler.Id);
            person.Disabled = true;
            change.Record(JournalKind.StaffChanged, person);
            return new Done();
        });

        await hub.Get<DatabaseSetup>().RunAsync();

        Assert.Null((await hub.CaseAsync(id)).HandlerId);
    }

    [Fact]
    public async Task A_resolved_case_of_somebody_who_left_comes_back_to_the_department_when_it_is_not_solved()
    {
        await using var hub = await HubFixture.StartAsync();
        var administrator = await hub.AdministratorAsync();
        var handler = await hub.HandlerAsync();
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<ClaimCase>().ExecuteAsync(handler, new ClaimCase.Request(id));
        Assert.Null((await hub.Use<ResolveCase>().ExecuteAsync(handler, new ResolveCase.Request(id, "Here is a new one.", "Replaced", "Kettle", null) { Outcome = Outcome.Accepted })).Failure);
        await hub.Use<ChangeStaff>().ExecuteAsync(administrator, Unchanged(await ViewAsync(hub, administrator, handler)) with { Disabled = true });

        Assert.Equal(handler.Id, (await hub.CaseAsync(id)).HandlerId);
        await hub.Use<AnswerSolved>().ExecuteAsync(Actor.Customer(id, "Wang Min"), new AnswerSolved.Request(id, false, "It leaks too."));

        var one = await hub.CaseAsync(id);
        Assert.Equal((CaseState.Reopened, null), (one.State, one.HandlerId));
    }

    [Fact]
    public async Task Roles_departments_and_disabling_end_sessions_and_a_new_name_does_not()
    {
        await using var hub = await HubFixture.StartAsync();
        var administrator = await hub.AdministratorAsync();
        var handler = await hub.HandlerAsync();
        var other = await hub.DepartmentAsync("Repairs");
        var stamps = new List<string> { await StampAsync() };

        foreach (var change in new Func<ChangeStaff.Request, ChangeStaff.Request>[]
        {
            r => r with { Name = "Lin Hua-Berg" },
            r => r with { Roles = Roles.Handler | Roles.Auditor },
            r => r with { Departments = [other] },
            r => r with { Disabled = true },
        })
        {
            Assert.Null((await hub.Use<ChangeStaff>().ExecuteAsync(administrator, change(Unchanged(await ViewAsync(hub, administrator, handler))))).Failure);
            stamps.Add(await StampAsync());
        }

        Assert.Equal(stamps[0], stamps[1]);
        Assert.Equal(4, stamps.Distinct().Count());

        async Task<string> StampAsync() => (await hub.Get<StaffAccounts>().FindAsync(handler.Id!.Value))!.SecurityStamp;
    }

    [Fact]
    public async Task A_stale_form_is_told_who_changed_what()
    {
        await using var hub = await HubFixture.StartAsync();
        var (ada, bo) = (await hub.AdministratorAsync(), await hub.AdministratorAsync("Bo Admin"));
        var handler = await hub.HandlerAsync();
        var seen = await ViewAsync(hub, ada, handler);
        await hub.Use<ChangeStaff>().ExecuteAsync(bo, Unchanged(seen) with { Roles = Roles.Supervisor });

        var stale = await hub.Use<ChangeStaff>().ExecuteAsync(ada, Unchanged(seen) with { Name = "Lin" });

        var since = Assert.Single(Assert.IsType<ChangedSince>(stale.Failure).Since);
        Assert.Equal("Bo Admin", since.ByName);
        Assert.Contains(since.Changes, c => c is { Field: "Roles", From: "Handler", To: "Supervisor" });
    }

    [Fact]
    public async Task What_somebody_sets_for_their_own_pages_does_not_make_a_form_stale()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var handler = await hub.HandlerAsync();
        var seen = await ViewAsync(hub, ada, handler);
        await hub.Use<ChangeOwnSettings>().ExecuteAsync(handler, new ChangeOwnSettings.Request(Languages.Chinese, Theme.Dark));

        Assert.Null((await hub.Use<ChangeStaff>().ExecuteAsync(ada, Unchanged(seen) with { Name = "Lin" })).Failure);
        Assert.Equal((Languages.Chinese, Theme.Dark, "Lin"), await hub.ReadAsync(async db =>
        {
            var s = await db.Staff.SingleAsync(s => s.Id == handler.Id);
            return (s.Language, s.Theme, s.Name);
        }));
    }

    [Theory]
    [InlineData(Roles.Administrator, true)]
    [InlineData(Roles.Auditor, false)]
    public async Task The_last_administrator_stays(Roles roles, bool disabled)
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var bo = await hub.AdministratorAsync("Bo");
        var change = hub.Use<ChangeStaff>();

        var first = await change.ExecuteAsync(ada, Unchanged(await ViewAsync(hub, ada, bo)) with { Roles = roles, Disabled = disabled });
        var last = await change.ExecuteAsync(ada, Unchanged(await ViewAsync(hub, ada, ada)) with { Roles = roles, Disabled = disabled });

        Assert.Null(first.Failure);
        Assert.Equal(new LastAdministrator(), last.Failure);
    }

    [Fact]
    public async Task An_administrator_who_never_took_up_the_invitation_does_not_count()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        await hub.AdministratorAsync("Invited only");
        var account = (await hub.Get<StaffAccounts>().FindAsync(ada.Id!.Value))!;
        account.Rehash("a hash");
        await hub.Get<StaffAccounts>().SaveAsync(account);

        var result = await hub.Use<ChangeStaff>().ExecuteAsync(ada, Unchanged(await ViewAsync(hub, ada, ada)) with { Disabled = true });

        Assert.Equal(new LastAdministrator(), result.Failure);
    }

    private static async Task<StaffView> ViewAsync(HubFixture hub, Actor administrator, Actor whom) =>
        (await hub.Use<ReadStaffMember>().ExecuteAsync(administrator, new ReadStaffMember.Request(whom.Id!.Value))).Value;

    private static ChangeStaff.Request Unchanged(StaffView view) =>
        new(view.Id, view.Name, view.Roles, [.. view.Departments.Select(d => d.Id)], view.Disabled, view.Version);
}
