using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Intake;

public class ExplainPromiseTests
{
    private static readonly PromiseTargets Soon = new(PromiseTarget.WorkingMinutes(10), PromiseTarget.WorkingMinutes(20), PromiseTarget.WorkingDays(1));

    [Fact]
    public async Task A_made_up_case_is_promised_what_the_same_case_filed_is()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var repairs = await hub.DepartmentAsync("Repairs");
        var kettles = await hub.CategoryAsync("Kettles", parent: await hub.CategoryAsync("Kitchen", repairs));
        var table = (await hub.Use<ReadPromiseTable>().ExecuteAsync(ada, new ReadPromiseTable.Request())).Value;
        var ours = new PromiseRule(new Bilingual("Ours", "本部门"), Soon) { Departments = [repairs], Categories = [kettles], Kinds = [CaseKind.Complaint] };
        var draft = new PolicyDocument([ours with { Safety = true }, ours, .. table.Document.Rules]);
        var request = new ExplainPromise.Request(CaseKind.Complaint, Severity.General, CategoryId: kettles);

        var inForce = (await hub.Use<ExplainPromise>().ExecuteAsync(ada, request)).Value;
        var drafted = (await hub.Use<ExplainPromise>().ExecuteAsync(ada, request with { Draft = draft })).Value;
        var saved = (await hub.Use<SavePromiseTable>().ExecuteAsync(ada, new SavePromiseTable.Request(draft, table.VersionId))).Value;
        var receipt = await hub.FileAsync(f => f with { CategoryId = kettles });
        var old = (await hub.Use<ExplainPromise>().ExecuteAsync(ada, request with { VersionId = table.VersionId })).Value;
        var now = (await hub.Use<ExplainPromise>().ExecuteAsync(ada, request with { VersionId = saved.VersionId })).Value;

        Assert.Equal(repairs, drafted.DepartmentId);
        Assert.Equal([[RuleCondition.Safety], []], drafted.Rules.Select(r => r.Unmet));
        Assert.Equal(inForce.Promises.Select(p => p.DueAt), old.Promises.Select(p => p.DueAt));
        Assert.Equal(receipt.Promises.Select(p => p.DueAt), now.Promises.Select(p => p.DueAt));
        Assert.Equal(receipt.Promises.Select(p => p.DueAt), drafted.Promises.Select(p => p.DueAt));
        Assert.NotEqual(old.Promises.Select(p => p.DueAt), now.Promises.Select(p => p.DueAt));
    }

    [Fact]
    public async Task The_time_of_receipt_is_read_on_the_companys_clocks()
    {
        await using var hub = await HubFixture.StartAsync();
        var supervisor = await hub.SupervisorAsync();

        var evening = (await hub.Use<ExplainPromise>().ExecuteAsync(
            supervisor, new ExplainPromise.Request(CaseKind.Complaint, Severity.General, ReceivedAt: new LocalDateTime(2026, 3, 5, 20, 0)))).Value;

        Assert.Equal(Instant.FromUtc(2026, 3, 5, 12, 0), evening.ReceivedAt);
        Assert.Equal(Instant.FromUtc(2026, 3, 6, 1, 30), evening.Promises.Current(PromiseKind.Acknowledge)!.DueAt);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_said_by_its_field()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var request = new ExplainPromise.Request(CaseKind.Complaint, Severity.General);
        async Task<Failure?> Ask(ExplainPromise.Request asked) => (await hub.Use<ExplainPromise>().ExecuteAsync(ada, asked)).Failure;

        Assert.Equal(new Invalid("CategoryId", "Choose"), await Ask(request with { CategoryId = 99 }));
        Assert.Equal(new Invalid("Kind", "Choose"), await Ask(request with { Kind = (CaseKind)99 }));
        Assert.IsType<NotFound>(await Ask(request with { VersionId = 99 }));
        Assert.IsType<PromiseTableRejected>(await Ask(request with { Draft = new PolicyDocument([]) }));
    }
}
