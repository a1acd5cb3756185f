using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Cases;

/// <summary>Who oversees a case.</summary>
public sealed class OversightTests : IAsyncLifetime
{
    private HubFixture hub = default!;
    private long elsewhere;
    private Dictionary<string, Actor> people = [];

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        elsewhere = await hub.DepartmentAsync("Repairs", "维修部");
        people = new()
        {
            ["supervisor"] = await hub.SupervisorAsync(),
            ["leader"] = await hub.LeaderAsync(),
            ["head"] = await hub.HeadAsync(hub.FirstDepartment),
            ["other head"] = await hub.HeadAsync(elsewhere, "Other"),
            ["handler"] = await hub.HandlerAsync(),
            ["auditor"] = await hub.AuditorAsync(),
            ["administrator"] = await hub.AdministratorAsync(),
        };
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Supervisors_leaders_and_the_head_of_the_department_oversee_a_case() =>
        Assert.Equal(["head", "leader", "supervisor"], await OverseersAsync((await hub.FileAsync()).CaseId));

    [Fact]
    public async Task Nobody_oversees_what_they_handle()
    {
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<ClaimCase>().ExecuteAsync(people["head"], new(id));
        Assert.Equal(["leader", "supervisor"], await OverseersAsync(id));
        await hub.Use<AssignCase>().ExecuteAsync(people["head"], new(id, elsewhere, null, "Theirs."));

        // The head still answers for it; of the receiving department the head may oversee it.
        Assert.Equal(["leader", "other head", "supervisor"], await OverseersAsync(id));
    }

    [Fact]
    public async Task The_head_of_the_first_receiver_oversees_it_until_it_is_accepted()
    {
        var id = (await hub.FileAsync()).CaseId;
        await hub.Use<AssignCase>().ExecuteAsync(people["handler"], new(id, elsewhere, null, "Theirs."));
        Assert.Equal(["head", "leader", "other head", "supervisor"], await OverseersAsync(id));
        await hub.Use<ClaimCase>().ExecuteAsync(await hub.HandlerAsync("Rui", elsewhere), new(id));
        Assert.Equal(["leader", "other head", "supervisor"], await OverseersAsync(id));
    }

    [Theory]
    [InlineData("handler", "head leader supervisor")]
    [InlineData("auditor", "head leader supervisor")]
    [InlineData("head", "leader")]
    [InlineData("other head", "leader")]
    [InlineData("supervisor", "leader")]
    [InlineData("leader", "second leader")]
    public async Task Where_a_superior_is_complained_about_it_goes_past_their_like_to_the_leaders(string about, string overseers)
    {
        if (about == "leader")
        {
            people["second leader"] = await hub.LeaderAsync("Second");
        }

        var id = (await hub.FileAsync()).CaseId;
        await hub.ConcernsAsync(id, people[about].StaffId!.Value);
        Assert.Equal(overseers.Split(' ') is ["second", ..] ? ["second leader"] : overseers.Split(' '), await OverseersAsync(id));
    }

    [Fact]
    public async Task A_head_who_has_left_or_reads_no_cases_any_more_oversees_nothing()
    {
        var id = (await hub.FileAsync()).CaseId;
        var head = people["head"];
        await hub.SaveAsync(change =>
        {
            var person = change.Db.Staff.Single(s => s.Id == head.StaffId);
            person.Roles = Roles.Administrator;
            change.Record(JournalKind.StaffChanged, person);
        });
        people["head"] = (await hub.AgainAsync(head.StaffId!.Value))!;
        Assert.False(people["head"].Can(Permissions.CasesOversee));
        Assert.Equal(["leader", "supervisor"], await OverseersAsync(id));
    }

    [Fact]
    public async Task A_head_reads_the_departments_cases_also_without_belonging_to_it()
    {
        var id = (await hub.FileForAsync(elsewhere)).CaseId;
        var visitor = await hub.HandlerAsync("Visitor");
        Assert.NotNull((await hub.Use<ReadCase>().ExecuteAsync(visitor, new ReadCase.Request(id))).Failure);
        Assert.Null((await hub.Use<SaveDepartment>().ExecuteAsync(
            people["administrator"], new(elsewhere, new("Repairs", "维修部"), SeenVersion: int.MaxValue, HeadId: visitor.StaffId))).Failure);

        visitor = (await hub.AgainAsync(visitor.StaffId!.Value))!;

        Assert.Null((await hub.Use<ReadCase>().ExecuteAsync(visitor, new ReadCase.Request(id))).Failure);
        Assert.Equal([elsewhere], visitor.Heads);
    }

    /// <summary>By both ways to ask: the list, and each person for themselves.</summary>
    private async Task<List<string>> OverseersAsync(long id)
    {
        var one = await hub.CaseAsync(id);
        var listed = await hub.ReadAsync(async db => (await db.OverseersAsync(one, default)).Select(s => s.Id).ToHashSet());
        var asked = new List<string>();
        foreach (var (name, actor) in people)
        {
            if (await hub.ReadAsync(db => actor.MayOverseeAsync(db, one, default)))
            {
                asked.Add(name);
            }
        }

        Assert.Equal(people.Where(p => listed.Contains(p.Value.StaffId!.Value)).Select(p => p.Key).Order(), asked.Order());
        return [.. asked.Order()];
    }
}
