using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

public class DepartmentTests
{
    [Fact]
    public async Task A_department_can_be_disabled_while_another_one_is_open()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var save = hub.Use<SaveDepartment>();
        var care = new SaveDepartment.Request(hub.FirstDepartment, new Bilingual("Customer care", "客户服务部"), Disabled: true, SeenVersion: 1);

        var last = await save.ExecuteAsync(ada, care);
        var repairs = await save.ExecuteAsync(ada, new SaveDepartment.Request(null, new Bilingual("Repairs", "维修部")));
        var disabled = await save.ExecuteAsync(ada, care);
        var receipt = await hub.FileAsync();

        Assert.Equal(new LastDepartment(), last.Failure);
        Assert.Null(disabled.Failure);
        Assert.Equal(repairs.Value.Id, (await hub.CaseAsync(receipt.CaseId)).DepartmentId);
        var listed = (await hub.Use<ListDepartments>().ExecuteAsync(await hub.HandlerAsync("Lin", repairs.Value.Id), new ListDepartments.Request())).Value;
        Assert.Equal([("Customer care", true, 0), ("Repairs", false, 1)], listed.Select(d => (d.Name.En, d.Disabled, d.People)));
    }

    [Fact]
    public async Task A_head_reads_cases_and_one_department_alone_decides_about_returns()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var lin = await hub.HandlerAsync();
        var save = hub.Use<SaveDepartment>();
        var (care, repairs) = (new Bilingual("Customer care", "客户服务部"), new Bilingual("Repairs", "维修部"));

        Assert.Equal(new Invalid("HeadId", "NotAHead"), (await save.ExecuteAsync(ada, new(null, repairs, HeadId: ada.StaffId))).Failure);
        Assert.Equal(new Invalid("HeadId", "NotAHead"), (await save.ExecuteAsync(ada, new(null, repairs, HeadId: 999))).Failure);
        Assert.Null((await save.ExecuteAsync(ada, new(hub.FirstDepartment, care, SeenVersion: 1, HeadId: lin.StaffId, Fallback: true))).Failure);
        Assert.Null((await save.ExecuteAsync(ada, new(null, repairs, Fallback: true))).Failure);

        var listed = (await hub.Use<ListDepartments>().ExecuteAsync(lin, new ListDepartments.Request())).Value;
        Assert.Equal([("Lin Hua", false), (null, true)], listed.Select(d => (d.Head, d.Fallback)));
        Assert.Equal(["Lin Hua"], (await hub.Use<ListHeads>().ExecuteAsync(ada, new ListHeads.Request())).Value.Select(p => p.Name));
    }

    [Fact]
    public async Task Names_are_needed_in_both_languages_and_once_only()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var save = hub.Use<SaveDepartment>();

        Assert.Equal(new Invalid("Name.En", "BothLanguages"), (await save.ExecuteAsync(ada, new SaveDepartment.Request(null, new Bilingual("", "维修部")))).Failure);
        Assert.Equal(new Invalid("Name", "NameTaken"), (await save.ExecuteAsync(ada, new SaveDepartment.Request(null, new Bilingual("Care", "客户服务部")))).Failure);
        Assert.IsType<NotAllowed>((await save.ExecuteAsync(await hub.SupervisorAsync(), new SaveDepartment.Request(null, new Bilingual("a", "b")))).Failure);
    }
}
