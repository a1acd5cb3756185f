using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

/// <summary>Several people at one case at the same time.</summary>
public class WorkingTogetherTests
{
    [Fact]
    public async Task Of_several_who_claim_at_once_one_wins_and_the_others_are_told_who()
    {
        await using var hub = await HubFixture.StartAsync();
        var handlers = new[] { await hub.HandlerAsync("Ann"), await hub.HandlerAsync("Bo"), await hub.HandlerAsync("陈晨"), await hub.SupervisorAsync() };
        for (var round = 0; round < 10; round++)
        {
            var id = (await hub.FileAsync()).CaseId;
            var results = await Task.WhenAll(handlers.Select(h => Task.Run(() => hub.Use<ClaimCase>().ExecuteAsync(h, new(id)))));

            var winner = Assert.Single(handlers, h => results[Array.IndexOf(handlers, h)].Succeeded);
            Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(new AlreadyTaken(winner.Name), r.Failure));
            Assert.Equal(winner.Id, (await hub.CaseAsync(id)).HandlerId);
            Assert.Single(await hub.JournalOfAsync(id), j => j.Kind == JournalKind.Claimed);
        }
    }

    [Fact]
    public async Task An_answer_is_refused_with_what_was_written_since_its_writer_looked()
    {
        await using var hub = await HubFixture.StartAsync();
        var (me, colleague) = (await hub.HandlerAsync("Me"), await hub.HandlerAsync("Colleague"));
        var id = (await hub.FileAsync()).CaseId;
        var customer = Core.Access.Actor.Customer(id, "Wang Min");
        Assert.True((await hub.Use<ReplyToCustomer>().ExecuteAsync(me, new(id, "First", 0))).Succeeded);
        Assert.True((await hub.Use<ReplyToCustomer>().ExecuteAsync(me, new(id, "My own is no news", 0))).Succeeded);
        await hub.Use<AddCustomerMessage>().ExecuteAsync(customer, new(id, "It is urgent", "k"));
        await hub.Use<AddNote>().ExecuteAsync(colleague, new(id, "I called them"));
        var before = await DatabaseSnapshot.OfAsync(hub);

        Failure?[] stale =
        [
            (await hub.Use<ReplyToCustomer>().ExecuteAsync(me, new(id, "Stale", 2))).Failure,
            (await hub.Use<AskCustomer>().ExecuteAsync(me, new(id, "Stale", 2))).Failure,
            (await hub.Use<ResolveCase>().ExecuteAsync(me, new(id, "Stale", "Stale", "", 2) { Outcome = Outcome.Accepted })).Failure,
        ];

        foreach (var failure in stale)
        {
            var since = Assert.IsType<WrittenSince>(failure).Since;
            Assert.Equal([("It is urgent", false, "Wang Min"), ("I called them", true, "Colleague")], since.Select(m => (m.Text, m.Internal, m.AuthorName)));
        }

        Assert.Empty(DatabaseSnapshot.Differences(before, await DatabaseSnapshot.OfAsync(hub)));
        Assert.True((await hub.Use<ReplyToCustomer>().ExecuteAsync(me, new(id, "Now I know", ((WrittenSince)stale[0]!).Since[^1].Id))).Succeeded);
        Assert.True((await hub.Use<AddNote>().ExecuteAsync(me, new(id, "A note is always kept"))).Succeeded);
    }

    [Fact]
    public async Task A_newer_value_of_the_same_field_is_shown_and_not_overwritten_and_other_fields_do_not_disturb()
    {
        await using var hub = await HubFixture.StartAsync();
        var (me, colleague) = (await hub.HandlerAsync("Me"), await hub.HandlerAsync("Colleague"));
        var id = (await hub.FileAsync()).CaseId;
        var edit = hub.Use<EditCase>();
        var place = (await edit.ExecuteAsync(colleague, new(id, nameof(Case.Place), "Counter 3", 1))).Value;
        Assert.True((await edit.ExecuteAsync(me, new(id, nameof(Case.Product), "Kettle", 1))).Succeeded);

        var stale = await edit.ExecuteAsync(me, new(id, nameof(Case.Place), "Counter 4", 1));

        Assert.Equal(new FieldChangedSince(nameof(Case.Place), "Counter 3", place.Version, "Colleague", hub.Database.Now), stale.Failure);
        Assert.Equal("Counter 3", (await hub.CaseAsync(id)).Place);
        Assert.True((await edit.ExecuteAsync(me, new(id, nameof(Case.Place), "Counter 4", place.Version))).Succeeded);
        Assert.Equal("Counter 4", (await hub.CaseAsync(id)).Place);
    }

    [Fact]
    public async Task Two_who_edit_one_field_at_once_do_not_overwrite_each_other()
    {
        await using var hub = await HubFixture.StartAsync();
        var people = new[] { await hub.HandlerAsync("A"), await hub.HandlerAsync("B"), await hub.HandlerAsync("C") };
        var id = (await hub.FileAsync()).CaseId;
        var results = await Task.WhenAll(people.Select(p => Task.Run(() => hub.Use<EditCase>().ExecuteAsync(p, new(id, nameof(Case.Place), p.Name, 1)))));
        var won = Assert.Single(people, p => results[Array.IndexOf(people, p)].Succeeded);
        Assert.Equal(won.Name, (await hub.CaseAsync(id)).Place);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal(won.Name, Assert.IsType<FieldChangedSince>(r.Failure).Value));
    }

    [Fact]
    public async Task A_case_given_to_the_person_complained_about_or_to_a_department_that_is_not_there_is_refused()
    {
        await using var hub = await HubFixture.StartAsync();
        var (supervisor, named) = (await hub.SupervisorAsync(), await hub.HandlerAsync("Named"));
        var id = (await hub.FileAsync()).CaseId;
        await hub.ConcernsAsync(id, named.StaffId!.Value);
        var assign = hub.Use<AssignCase>();

        Assert.Equal(new Invalid("StaffId", "ConcernedPerson"), (await assign.ExecuteAsync(supervisor, new(id, null, named.StaffId))).Failure);
        Assert.Equal(new Invalid("DepartmentId", "Choose"), (await assign.ExecuteAsync(supervisor, new(id, 999, null, "x"))).Failure);
        Assert.Equal(new Invalid("DepartmentId", "Choose"), (await assign.ExecuteAsync(supervisor, new(id, 999, supervisor.StaffId, "x"))).Failure);
        Assert.Equal(new Invalid("StaffId", "NotAHandler"), (await assign.ExecuteAsync(supervisor, new(id, null, (await hub.AuditorAsync()).StaffId))).Failure);
    }

    [Fact]
    public async Task Whoever_turns_out_to_be_complained_about_loses_the_case_at_once()
    {
        await using var hub = await HubFixture.StartAsync();
        var (supervisor, named) = (await hub.SupervisorAsync(), await hub.HandlerAsync("Named"));
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<AskCustomer>().ExecuteAsync(named, new(id, "What happened?", null));

        Assert.True((await hub.Use<EditCase>().ExecuteAsync(supervisor, new(id, nameof(Case.ConcernsStaffId), $"{named.StaffId}", 1))).Succeeded);

        var one = await hub.CaseAsync(id);
        Assert.Equal((null, CaseState.Assigned), (one.HandlerId, one.State));
        Assert.Equal(new NotFound(), (await hub.Use<ReadCase>().ExecuteAsync(named, new(id))).Failure);
        Assert.Equal(new NotFound(), (await hub.Use<ReadDrafts>().ExecuteAsync(named, new(id))).Failure);
    }

    [Fact]
    public async Task A_case_returned_to_somebody_who_has_left_is_nobodys_in_the_department_it_came_from()
    {
        await using var hub = await HubFixture.StartAsync();
        var elsewhere = await hub.DepartmentAsync("Elsewhere");
        var (leaver, receiver) = (await hub.HandlerAsync("Leaver"), await hub.HandlerAsync("Receiver", elsewhere));
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<ClaimCase>().ExecuteAsync(leaver, new(id));
        await hub.Use<AssignCase>().ExecuteAsync(leaver, new(id, elsewhere, null, "Theirs."));
        var seen = (await hub.Use<Core.Access.ReadStaffMember>().ExecuteAsync(Core.Access.Actor.System, new(leaver.StaffId!.Value))).Value;
        await hub.Use<Core.Access.ChangeStaff>().ExecuteAsync(Core.Access.Actor.System, new(seen.Id, seen.Name, seen.Roles, [hub.FirstDepartment], Disabled: true, seen.Version));

        Assert.True((await hub.Use<ReturnCase>().ExecuteAsync(receiver, new(id, "Not ours.", "List of duties, 3.2"))).Succeeded);

        var one = await hub.CaseAsync(id);
        Assert.Equal((hub.FirstDepartment, null, Attention.Returned), (one.DepartmentId, one.HandlerId, one.Attention));
    }

    [Fact]
    public async Task Taking_a_case_is_not_reading_it_and_giving_one_away_is_no_news_to_the_giver()
    {
        await using var hub = await HubFixture.StartAsync();
        var (me, colleague) = (await hub.HandlerAsync("Me"), await hub.HandlerAsync("Colleague"));
        var id = (await hub.FileAsync()).CaseId;

        await hub.Use<ClaimCase>().ExecuteAsync(me, new(id));
        Assert.True(await UnreadAsync(hub, me, id));

        await hub.Use<MarkRead>().ExecuteAsync(me, new(id, 2));
        await hub.Use<AssignCase>().ExecuteAsync(me, new(id, null, colleague.StaffId));
        Assert.Equal((false, true), (await UnreadAsync(hub, me, id), await UnreadAsync(hub, colleague, id)));
    }

    [Theory]
    [InlineData(CaseState.Reopened)]
    [InlineData(CaseState.WaitingForCustomer)]
    [InlineData(CaseState.InProgress)]
    public async Task Whoever_answers_an_open_case_that_is_nobodys_takes_it(CaseState state)
    {
        await using var hub = await HubFixture.StartAsync();
        var (me, owner) = (await hub.HandlerAsync("Me"), await hub.HandlerAsync("Owner"));
        long replied = await CaseMoves.CaseInAsync(hub, state), asked = await CaseMoves.CaseInAsync(hub, state), resolved = await CaseMoves.CaseInAsync(hub, state);
        var owned = (await hub.FileAsync()).CaseId;
        await hub.Use<ClaimCase>().ExecuteAsync(owner, new(owned));
        await CaseMoves.PutAsync(hub, owned, state);

        Assert.True((await hub.Use<ReplyToCustomer>().ExecuteAsync(me, new(replied, "Hi", null))).Succeeded);
        Assert.True((await hub.Use<AskCustomer>().ExecuteAsync(me, new(asked, "Which?", null))).Succeeded);
        Assert.True((await hub.Use<ResolveCase>().ExecuteAsync(me, new(resolved, "Done", "Replace", "", null) { Outcome = Outcome.Accepted })).Succeeded);
        Assert.True((await hub.Use<ReplyToCustomer>().ExecuteAsync(me, new(owned, "I help out", null))).Succeeded);

        foreach (var (id, after) in new[] { (replied, CaseState.InProgress), (asked, CaseState.WaitingForCustomer), (resolved, CaseState.Resolved) })
        {
            Assert.Equal((me.StaffId, after), ((await hub.CaseAsync(id)).HandlerId, (await hub.CaseAsync(id)).State));
            Assert.Contains(await hub.JournalOfAsync(id), j => j.Kind == JournalKind.Claimed);
        }

        Assert.Equal(owner.StaffId, (await hub.CaseAsync(owned)).HandlerId);
    }

    [Fact]
    public async Task Files_with_an_answer_have_the_same_limit_as_with_a_filing()
    {
        await using var hub = await HubFixture.StartAsync(limits: new Limits { Files = 1 });
        var handler = await hub.HandlerAsync();
        var id = (await hub.FileAsync()).CaseId;
        var file = await hub.Get<FileStore>().SaveAsync("a.txt", new MemoryStream([1]), 10);
        StoredFile[] two = [file!, file!];
        var tooMany = new Invalid("Files", "TooManyFiles", 1);

        Assert.Equal(tooMany, (await hub.Use<ReplyToCustomer>().ExecuteAsync(handler, new(id, "Hi", null) { Files = two })).Failure);
        Assert.Equal(tooMany, (await hub.Use<AskCustomer>().ExecuteAsync(handler, new(id, "Hi", null) { Files = two })).Failure);
        Assert.Equal(tooMany, (await hub.Use<ResolveCase>().ExecuteAsync(handler, new(id, "Hi", "x", "", null) { Outcome = Outcome.Accepted, Files = two })).Failure);
        Assert.Equal(tooMany, (await hub.Use<AddNote>().ExecuteAsync(handler, new(id, "Hi") { Files = two })).Failure);
        var customer = Core.Access.Actor.Customer(id, "W");
        Assert.Equal(tooMany, (await hub.Use<AddCustomerMessage>().ExecuteAsync(customer, new(id, "", "k") { Files = two })).Failure);
        Assert.True((await hub.Use<AddCustomerMessage>().ExecuteAsync(customer, new(id, "", "k") { Files = [file!] })).Succeeded);
    }

    private static async Task<bool> UnreadAsync(HubFixture hub, Core.Access.Actor who, long id) =>
        Assert.Single((await hub.Use<ReadQueueRows>().ExecuteAsync(who, new(new QueueFilter { View = QueueView.All }, [id]))).Value).Unread;
}
