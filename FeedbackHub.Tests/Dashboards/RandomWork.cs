using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;

namespace FeedbackHub.Tests.Dashboards;

/// <summary>Weeks of a company's life as chance will have it, through the use cases: cases filed, moved, asked about, decided, reopened.</summary>
internal sealed class RandomWork
{
    private readonly HubFixture hub;
    private readonly Random chance;
    private readonly List<long> cases = [];
    private readonly Dictionary<long, string> numbers = [];

    private RandomWork(HubFixture hub, int seed)
    {
        this.hub = hub;
        chance = new Random(seed);
    }

    /// <summary>The departments.</summary>
    public List<long> Departments { get; } = [];

    /// <summary>The handlers, two in each department.</summary>
    public List<Actor> Handlers { get; } = [];

    /// <summary>A supervisor, about whom some of the cases are.</summary>
    public Actor Supervisor { get; private set; } = Actor.Public;

    /// <summary>Another, about whom none is.</summary>
    public Actor Onlooker { get; private set; } = Actor.Public;

    /// <summary>How many attempts went well, by name: a test looks whether enough happened.</summary>
    public Dictionary<string, int> Happened { get; } = [];

    /// <summary>Makes three departments with handlers, and lets so many things happen over about the given number of days.</summary>
    public static async Task<RandomWork> DoAsync(HubFixture hub, int seed, int filings, int days)
    {
        var work = new RandomWork(hub, seed);
        await work.MakeCompanyAsync();
        var steps = filings * 5;
        for (var step = 0; step < steps; step++)
        {
            hub.Time.Advance(TimeSpan.FromMinutes(work.chance.NextDouble() * 2 * days * 24 * 60 / steps));
            if (work.cases.Count == 0 || work.chance.Next(5) == 0)
            {
                await work.FileAsync();
            }
            else
            {
                await work.StepAsync(work.cases[work.chance.Next(work.cases.Count)]);
            }
        }

        return work;
    }

    private async Task MakeCompanyAsync()
    {
        Departments.AddRange([hub.FirstDepartment, await hub.DepartmentAsync("Repairs"), await hub.DepartmentAsync("Billing")]);
        foreach (var department in Departments)
        {
            Handlers.Add(await hub.HandlerAsync($"First of {department}", department));
            Handlers.Add(await hub.HandlerAsync($"Second of {department}", department));
        }

        Supervisor = await hub.SupervisorAsync();
        Onlooker = await hub.SupervisorAsync("Onlooker");
    }

    private async Task FileAsync()
    {
        var receipt = await hub.FileForAsync(Departments[chance.Next(3)], f => f with { Kind = (CaseKind)chance.Next(1, 5) });
        cases.Add(receipt.CaseId);
        numbers[receipt.CaseId] = receipt.Number;
        if (chance.Next(8) == 0)
        {
            await hub.ConcernsAsync(receipt.CaseId, Supervisor.StaffId!.Value);
        }
    }

    private async Task StepAsync(long id)
    {
        var staff = chance.Next(2) == 0 ? Onlooker : Handlers[chance.Next(Handlers.Count)];
        var customer = Actor.Customer(id, "");
        switch (chance.Next(17))
        {
            case 0: Count("accept", await hub.Use<AcceptCase>().ExecuteAsync(staff, new(id))); break;
            case 1: Count("claim", await hub.Use<ClaimCase>().ExecuteAsync(staff, new(id))); break;
            case 2: Count("move", await hub.Use<AssignCase>().ExecuteAsync(staff, new(id, Departments[chance.Next(3)], null, "Yours"))); break;
            case 3: Count("assign", await hub.Use<AssignCase>().ExecuteAsync(staff, new(id, null, Handlers[chance.Next(6)].StaffId, "You know it"))); break;
            case 4 or 5: Count("reply", await hub.Use<ReplyToCustomer>().ExecuteAsync(staff, new(id, "We are looking into it.", null))); break;
            case 6 or 7: Count("ask", await hub.Use<AskCustomer>().ExecuteAsync(staff, new(id, "When was it?", null))); break;
            case 8 or 9: Count("customer wrote", await hub.Use<AddCustomerMessage>().ExecuteAsync(customer, new(id, "Last week.", Guid.NewGuid().ToString()))); break;
            case 10 or 11: Count("resolve", await hub.Use<ResolveCase>().ExecuteAsync(staff, new(id, "Done.", "Upheld", "A new one", null) { Outcome = Outcome.Accepted })); break;
            case 12: Count("answer", await hub.Use<AnswerSolved>().ExecuteAsync(customer, new(id, chance.Next(2) == 0, "It is not"))); break;
            case 13: Count("reopen", await hub.Use<ReopenCase>().ExecuteAsync(staff, new(id, "Once more"))); break;
            case 14: Count("return", await hub.Use<ReturnCase>().ExecuteAsync(staff, new(id, "Not ours", "List of duties, 3.2"))); break;
            case 15 when chance.Next(3) == 0: Count("refuse", await hub.Use<RefuseCase>().ExecuteAsync(staff, new(id, "Not about us"))); break;
            case 15 when chance.Next(2) == 0: Count("duplicate", await hub.Use<MarkAsDuplicate>().ExecuteAsync(staff, new(id, numbers[cases[0]]))); break;
            case 15: Count("withdraw", await hub.Use<WithdrawCase>().ExecuteAsync(customer, new(id))); break;
            default: Count("close", await hub.Use<CloseCase>().ExecuteAsync(staff, new(id))); break;
        }
    }

    private void Count(string what, Result<Done> result) =>
        Happened[what] = Happened.GetValueOrDefault(what) + (result.Succeeded ? 1 : 0);
}
