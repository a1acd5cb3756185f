using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

/// <summary>Hand-overs that are sent back, who answers meanwhile, and who decides in the end (issue: 退单, 首接负责).</summary>
public sealed class ReturnTests : IAsyncLifetime
{
    private HubFixture hub = default!;
    private long elsewhere;
    private Actor lin = default!;
    private Actor rui = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        elsewhere = await hub.DepartmentAsync("Repairs", "维修部");
        (lin, rui) = (await hub.HandlerAsync("Lin Hua"), await hub.HandlerAsync("Rui", elsewhere));
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_return_needs_a_reason_and_a_basis_and_both_are_kept()
    {
        var id = await HandedOverAsync();
        var both = await SendBackAsync(rui, id, " ", "");
        Assert.Equal(
            new Invalid([new FieldProblem("Reason", "ReasonMissing"), new FieldProblem("Basis", "BasisMissing")]), both);
        Assert.Equal(new Invalid("Basis", "TooLong", 100_000, 100_001), await SendBackAsync(rui, id, "Not ours.", new string('x', 100_001)));

        Assert.Null(await SendBackAsync(rui, id, "We repair, we do not bill.", "List of duties, 3.2"));

        var sent = Assert.Single(await hub.ReadAsync(db => db.Returns.ToListAsync()));
        Assert.Equal(
            (id, elsewhere, hub.FirstDepartment, "We repair, we do not bill.", "List of duties, 3.2", null),
            (sent.CaseId, sent.FromDepartmentId, sent.ToDepartmentId, sent.Reason, sent.Basis, sent.DecidedByDepartmentId));
        var told = (await hub.JournalOfAsync(id))[^1];
        Assert.Equal((JournalKind.Returned, "We repair, we do not bill."), (told.Kind, told.Note));
        Assert.Contains("List of duties, 3.2", told.Changes, StringComparison.Ordinal);
        Assert.Equal(1, (await hub.CaseAsync(id)).Returns);
    }

    [Fact]
    public async Task It_can_be_sent_back_for_eight_working_hours_and_not_a_moment_longer()
    {
        // Handed over on Monday at 09:00: the rest of that day is 7 h (two hours' rest at noon), so eight are over on Tuesday.
        var (last, late) = (await HandedOverAsync(), await HandedOverAsync());
        var view = (await hub.Use<ReadCase>().ExecuteAsync(rui, new ReadCase.Request(last))).Value;
        var until = view.Return!.Until!.Value;
        Assert.Equal(Duration.FromHours(8), Core.Promises.BusinessCalendar.Default.Between(hub.Database.Now, until));
        Assert.Contains(CaseAction.Return, view.Actions);

        hub.Time.SetUtcNow(until.ToDateTimeOffset());
        Assert.Null(await SendBackAsync(rui, last));
        hub.Time.Advance(TimeSpan.FromTicks(10));

        var refused = new ReturnTooLate(until, "Asia/Shanghai", 8);
        Assert.Equal(refused, await SendBackAsync(rui, late));
        view = (await hub.Use<ReadCase>().ExecuteAsync(rui, new ReadCase.Request(late))).Value;
        Assert.Equal(refused, view.Return!.Bar);
        Assert.DoesNotContain(CaseAction.Return, view.Actions);
    }

    [Fact]
    public async Task A_weekend_does_not_use_the_time_up_and_another_person_of_the_department_does_not_renew_it()
    {
        hub.Time.SetUtcNow(new DateTimeOffset(2026, 3, 6, 9, 0, 0, TimeSpan.Zero)); // Friday 17:00
        var id = await HandedOverAsync();
        hub.Time.SetUtcNow(new DateTimeOffset(2026, 3, 9, 2, 0, 0, TimeSpan.Zero)); // Monday 10:00
        var colleague = await hub.HandlerAsync("Colleague", elsewhere);
        Assert.Null((await hub.Use<AssignCase>().ExecuteAsync(rui, new(id, elsewhere, colleague.StaffId))).Failure);
        Assert.Contains(CaseAction.Return, (await hub.Use<ReadCase>().ExecuteAsync(colleague, new ReadCase.Request(id))).Value.Actions);

        hub.Time.SetUtcNow(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero)); // Tuesday 17:00

        Assert.IsType<ReturnTooLate>(await SendBackAsync(colleague, id));
    }

    [Fact]
    public async Task The_hours_and_the_number_of_returns_are_the_configured_ones()
    {
        await using var strict = await HubFixture.StartAsync(s => s.AddSingleton(new CaseRules { ReturnHours = 1, Returns = 1 }));
        var other = await strict.DepartmentAsync("Repairs", "维修部");
        var (from, to) = (await strict.HandlerAsync(), await strict.HandlerAsync("Rui", other));
        var ids = new List<long>();
        for (var i = 0; i < 2; i++)
        {
            ids.Add((await strict.FileAsync()).CaseId);
            await strict.Use<AssignCase>().ExecuteAsync(from, new(ids[i], other, null, "Theirs."));
        }

        Assert.Null((await strict.Use<ReturnCase>().ExecuteAsync(to, new(ids[0], "No.", "Duties"))).Failure);
        strict.Time.Advance(TimeSpan.FromMinutes(61));

        Assert.True((await strict.CaseAsync(ids[0])).ReturnsDecided);
        Assert.IsType<ReturnTooLate>((await strict.Use<ReturnCase>().ExecuteAsync(to, new(ids[1], "No.", "Duties"))).Failure);
    }

    [Fact]
    public async Task The_first_receiver_answers_and_sees_it_until_somebody_accepts()
    {
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<ClaimCase>().ExecuteAsync(lin, new(id));
        await hub.Use<AssignCase>().ExecuteAsync(lin, new(id, elsewhere, null, "Theirs."));
        var third = await hub.DepartmentAsync("Stores", "门店部");
        var shop = await hub.HandlerAsync("Shop", third);
        var seq = await hub.HeadAsync();

        Assert.Equal((hub.FirstDepartment, lin.StaffId), (await hub.CaseAsync(id)).Responsible);
        var row = Assert.Single((await hub.Use<ListQueue>().ExecuteAsync(lin, new(new QueueFilter { View = QueueView.All }))).Value.Rows);
        Assert.Equal("Customer care", row.Responsible?.En);
        Assert.Single((await hub.Use<ReadQueueRows>().ExecuteAsync(lin, new(new QueueFilter { View = QueueView.All }, [id]))).Value);
        Assert.Empty((await hub.Use<ListQueue>().ExecuteAsync(lin, new(new QueueFilter { View = QueueView.Unassigned }))).Value.Rows);
        Assert.Equal(new NothingToTake(), (await hub.Use<ClaimNextCase>().ExecuteAsync(lin, new())).Failure);
        var view = (await hub.Use<ReadCase>().ExecuteAsync(lin, new ReadCase.Request(id))).Value;
        Assert.Equal(("Customer care", "Lin Hua"), (view.Responsible?.Department.Name.En, view.Responsible?.Staff?.Name));

        // Handed on before anybody accepted it: still the first.
        await hub.Use<AssignCase>().ExecuteAsync(rui, new(id, third, null, "Theirs."));
        Assert.Equal((hub.FirstDepartment, lin.StaffId), (await hub.CaseAsync(id)).Responsible);
        Assert.True((await UpdatesAsync(seq)).All(u => u.IsFor(lin)));

        await hub.Use<ClaimCase>().ExecuteAsync(shop, new(id));
        var one = await hub.CaseAsync(id);
        Assert.Equal((third, shop.StaffId, null), (one.Responsible.DepartmentId, one.Responsible.StaffId, one.ResponsibleDepartmentId));
        Assert.Equal(new NotFound(), (await hub.Use<ReadCase>().ExecuteAsync(lin, new ReadCase.Request(id))).Failure);

        // That it has gone is the last thing they are told.
        Assert.True((await UpdatesAsync(seq))[^1].IsFor(lin));
        await hub.Use<AddNote>().ExecuteAsync(shop, new(id, "Mine now."));
        Assert.False((await UpdatesAsync(seq))[^1].IsFor(lin));
    }

    [Fact]
    public async Task The_first_receiver_can_take_it_back_while_nobody_has_accepted_it()
    {
        var id = await HandedOverAsync();
        Assert.Null((await hub.Use<ClaimCase>().ExecuteAsync(lin, new(id))).Failure);
        var one = await hub.CaseAsync(id);
        Assert.Equal((hub.FirstDepartment, lin.StaffId, null, null), (one.DepartmentId, one.HandlerId, one.ResponsibleDepartmentId, one.HandedOverFromDepartmentId));
        Assert.Equal(new NotFound(), (await hub.Use<ReadCase>().ExecuteAsync(rui, new ReadCase.Request(id))).Failure);
    }

    [Fact]
    public async Task Whoever_turns_out_to_be_complained_about_answers_for_it_no_more_and_sees_nothing()
    {
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<ClaimCase>().ExecuteAsync(lin, new(id));
        await hub.Use<AssignCase>().ExecuteAsync(lin, new(id, elsewhere, null, "Theirs."));
        await hub.Use<EditCase>().ExecuteAsync(rui, new(id, nameof(Case.ConcernsStaffId), $"{lin.StaffId}", 1));

        Assert.Equal((hub.FirstDepartment, (long?)null), (await hub.CaseAsync(id)).Responsible);
        Assert.Equal(new NotFound(), (await hub.Use<ReadCase>().ExecuteAsync(lin, new ReadCase.Request(id))).Failure);
        Assert.Empty((await hub.Use<ListQueue>().ExecuteAsync(lin, new(new QueueFilter { View = QueueView.All }))).Value.Rows);
        Assert.Null(await SendBackAsync(rui, id));
        Assert.Null((await hub.CaseAsync(id)).HandlerId);
    }

    [Fact]
    public async Task After_two_returns_the_fallback_department_decides_and_that_stands()
    {
        var referees = await hub.DepartmentAsync("Complaints office", "投诉办");
        var ada = await hub.AdministratorAsync();
        Assert.Null((await hub.Use<SaveDepartment>().ExecuteAsync(ada, new(referees, new Bilingual("Complaints office", "投诉办"), SeenVersion: 1, Fallback: true))).Failure);
        var referee = await hub.HandlerAsync("Referee", referees);
        var id = await HandedOverAsync();
        Assert.Null(await SendBackAsync(rui, id));
        await hub.Use<AssignCase>().ExecuteAsync(lin, new(id, elsewhere, null, "Yours after all."));
        Assert.Null(await SendBackAsync(rui, id));

        var one = await hub.CaseAsync(id);
        Assert.Equal((referees, null, 2, true, Attention.Returned), (one.DepartmentId, one.HandlerId, one.Returns, one.ReturnsDecided, one.Attention));
        Assert.Equal(hub.FirstDepartment, one.Responsible.DepartmentId);
        Assert.Equal([JournalKind.Returned, JournalKind.ReturnsDecided], (await hub.JournalOfAsync(id)).TakeLast(2).Select(j => j.Kind));

        Assert.Null((await hub.Use<AssignCase>().ExecuteAsync(referee, new(id, elsewhere, null, "Decided: repairs."))).Failure);
        Assert.Equal(new ReturnsUsedUp(), await SendBackAsync(rui, id));
        var view = (await hub.Use<ReadCase>().ExecuteAsync(rui, new ReadCase.Request(id))).Value;
        Assert.Equal((2, true), view.Returns);
        Assert.Equal(new ReturnsUsedUp(), view.Return!.Bar);

        var counted = (await hub.Use<ReadReturns>().ExecuteAsync(await hub.SupervisorAsync(), new ReadReturns.Request())).Value;
        Assert.Equal(
            [("Customer care", 0, 2, 0), ("Repairs", 2, 0, 0), ("Complaints office", 0, 0, 1)],
            counted.Select(d => (d.Department.Name.En, d.Made, d.Received, d.Decides)));
    }

    [Fact]
    public async Task Without_a_chosen_department_the_first_that_is_open_decides_also_where_it_sent_the_case_back_itself()
    {
        var id = (await hub.FileForAsync(elsewhere)).CaseId;
        for (var i = 0; i < 2; i++)
        {
            await hub.Use<AssignCase>().ExecuteAsync(rui, new(id, hub.FirstDepartment, null, "Yours."));
            Assert.Null(await SendBackAsync(lin, id));
        }

        var one = await hub.CaseAsync(id);
        Assert.Equal((hub.FirstDepartment, true), (one.DepartmentId, one.ReturnsDecided));
    }

    [Fact]
    public async Task Returns_are_counted_by_day_and_not_those_about_the_reader()
    {
        var id = await HandedOverAsync();
        await SendBackAsync(rui, id);
        var (supervisor, named) = (await hub.SupervisorAsync(), await hub.SupervisorAsync("Named"));
        await hub.ConcernsAsync(id, named.StaffId!.Value);
        Assert.Equal(2, (await hub.Use<ReadReturns>().ExecuteAsync(supervisor, new ReadReturns.Request(1))).Value.Count);
        Assert.Empty((await hub.Use<ReadReturns>().ExecuteAsync(named, new ReadReturns.Request(1))).Value);
        hub.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await hub.Use<ReadReturns>().ExecuteAsync(supervisor, new ReadReturns.Request(1))).Value);
        Assert.Equal(2, (await hub.Use<ReadReturns>().ExecuteAsync(supervisor, new ReadReturns.Request(2))).Value.Count);
        Assert.Equal(new Invalid("Days", "Choose"), (await hub.Use<ReadReturns>().ExecuteAsync(supervisor, new ReadReturns.Request(0))).Failure);
    }

    private async Task<long> HandedOverAsync()
    {
        var id = (await hub.FileAsync()).CaseId;
        Assert.Null((await hub.Use<AssignCase>().ExecuteAsync(lin, new(id, elsewhere, null, "Theirs."))).Failure);
        return id;
    }

    private async Task<Failure?> SendBackAsync(Actor who, long id, string reason = "Not ours.", string basis = "List of duties, 3.2") =>
        (await hub.Use<ReturnCase>().ExecuteAsync(who, new(id, reason, basis))).Failure;

    private Task<List<LiveUpdate>> UpdatesAsync(long after) => hub.ReadAsync(db => Task.FromResult(
        db.Journal.Where(j => j.Seq > after).OrderBy(j => j.Seq).AsEnumerable().Select(j => new LiveUpdate(
            j.Seq, j.Kind, j.At, j.CaseId, j.CaseVersion, j.DepartmentId, j.FromDepartmentId, j.HandlerId, j.FromHandlerId, j.ConcernsStaffId, j.ActorKind, j.ActorId, j.Subject, j.SubjectId)
        { SharedWith = j.SharedWith }).ToList()));
}
