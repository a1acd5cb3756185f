using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Intake;

public class CategoryTests
{
    private static readonly Bilingual Question = new("What?", "什么？");

    [Fact]
    public async Task Categories_are_put_in_order_and_offered_without_disabled_branches()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var a = await SaveAsync(hub, ada, "A");
        var b = await SaveAsync(hub, ada, "B");
        var c = await SaveAsync(hub, ada, "C", position: 0);
        await SaveAsync(hub, ada, "B1", parent: b.Id);
        var disabled = await hub.Use<SaveCategory>().ExecuteAsync(
            ada, new SaveCategory.Request(b.Id, null, new Bilingual("B", "乙"), Question, Disabled: true, SeenVersion: b.Version));

        Assert.Null(disabled.Failure);
        var tree = (await hub.Use<ListCategories>().ExecuteAsync(ada, new ListCategories.Request())).Value;
        var choices = (await hub.Use<ListCategoryChoices>().ExecuteAsync(Actor.Public, new ListCategoryChoices.Request())).Value;
        Assert.Equal(["C", "A", "B"], tree.Select(n => n.Name.En));
        Assert.Equal("B1", Assert.Single(tree[2].Children).Name.En);
        Assert.Equal([c.Id, a.Id], choices.Select(n => n.Id));
    }

    [Fact]
    public async Task The_tree_has_no_circles_and_is_three_levels_deep_at_the_most()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var top = await SaveAsync(hub, ada, "Top");
        var middle = await SaveAsync(hub, ada, "Middle", top.Id);
        var low = await SaveAsync(hub, ada, "Low", middle.Id);
        var other = await SaveAsync(hub, ada, "Other");

        Assert.Equal(new Invalid("ParentId", "CategoryBelowItself"), await MoveAsync(top, low.Id));
        Assert.Equal(new Invalid("ParentId", "CategoryBelowItself"), await MoveAsync(top, top.Id));
        Assert.Equal(new Invalid("ParentId", "CategoryTooDeep", 3), await MoveAsync(top, other.Id));
        Assert.Equal(new Invalid("ParentId", "CategoryTooDeep", 3), await MoveAsync(other, low.Id));
        Assert.Equal(new Invalid("ParentId", "Choose"), await MoveAsync(other, 999));
        Assert.Null(await MoveAsync(middle, other.Id));

        async Task<Failure?> MoveAsync(SavedRow which, long to) => (await hub.Use<SaveCategory>().ExecuteAsync(
            ada, new SaveCategory.Request(which.Id, to, new Bilingual("Moved", "移动"), Question, SeenVersion: which.Version))).Failure;
    }

    [Fact]
    public async Task Both_languages_are_asked_for_and_a_stale_form_is_refused_but_not_for_a_new_order()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var save = hub.Use<SaveCategory>();
        var a = await SaveAsync(hub, ada, "A");
        await SaveAsync(hub, ada, "B", position: 0);

        var half = await save.ExecuteAsync(ada, new SaveCategory.Request(null, null, new Bilingual("Only", " "), Question));
        var afterOrder = await save.ExecuteAsync(ada, new SaveCategory.Request(a.Id, null, new Bilingual("A2", "甲"), Question, SeenVersion: a.Version));
        var stale = await save.ExecuteAsync(ada, new SaveCategory.Request(a.Id, null, new Bilingual("A3", "甲"), Question, SeenVersion: a.Version));

        Assert.Equal(new Invalid("Name.Zh", "BothLanguages"), half.Failure);
        Assert.Null(afterOrder.Failure);
        Assert.Contains(Assert.IsType<ChangedSince>(stale.Failure).Since[^1].Changes, f => f is { Field: "Name.En", To: "A2" });
    }

    private static async Task<SavedRow> SaveAsync(HubFixture hub, Actor ada, string name, long? parent = null, int? position = null) =>
        (await hub.Use<SaveCategory>().ExecuteAsync(ada, new SaveCategory.Request(null, parent, new Bilingual(name, name), Question, Position: position))).Value;

    [Fact]
    public async Task Nothing_is_filed_below_a_category_that_is_no_longer_offered()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var top = await SaveAsync(hub, ada, "Top");
        var below = await SaveAsync(hub, ada, "Below", top.Id);
        Assert.Equal(hub.FirstDepartment, (await hub.CaseAsync((await hub.FileAsync(f => f with { CategoryId = below.Id })).CaseId)).DepartmentId);

        Assert.True((await hub.Use<SaveCategory>().ExecuteAsync(
            ada, new SaveCategory.Request(top.Id, null, new Bilingual("Top", "上"), Question, Disabled: true, SeenVersion: top.Version))).Succeeded);

        var refused = await hub.Use<FileCase>().ExecuteAsync(Actor.Public, HubFixture.Filing() with { CategoryId = below.Id });
        Assert.Equal(new Invalid("CategoryId", "CategoryUnknown"), refused.Failure);
    }
}
