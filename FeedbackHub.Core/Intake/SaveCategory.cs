using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Intake;

/// <summary>Makes a category, or changes, moves, orders, disables or enables one. Disabling takes all below it out of the form too.</summary>
public sealed class SaveCategory(HubDatabase database, Limits limits) : IUseCase<SaveCategory.Request, SavedRow>
{
    /// <summary>Where it stands among its siblings is not what somebody edits.</summary>
    private static readonly string[] Order = [nameof(Category.Position)];

    /// <summary>
    /// Which category (null: a new one); under which; its name for staff and its question for customers, in both languages;
    /// where its cases go (null: as those of the node above); its place among its siblings from 0 (null: as it is, or last);
    /// and the version that was looked at.
    /// </summary>
    public sealed record Request(
        long? Id, long? ParentId, Bilingual Name, Bilingual Question, long? DepartmentId = null, int? Position = null, bool Disabled = false, int SeenVersion = 0);

    /// <inheritdoc />
    public static string Requires => Permissions.SetupManage;

    /// <inheritdoc />
    public async Task<Result<SavedRow>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var saved = await database.WriteAsync<Category>(actor, change => ApplyAsync(change, request, cancel), cancel);
        return saved.Succeeded ? new SavedRow(saved.Value.Id, saved.Value.Version) : saved.Failure;
    }

    private async Task<Result<Category>> ApplyAsync(Change change, Request request, CancellationToken cancel)
    {
        var all = await change.Db.Categories.ToListAsync(cancel);
        var category = request.Id is { } id ? all.Find(c => c.Id == id) : new Category();
        if (category is null)
        {
            return new NotFound();
        }

        if (request.Id is not null
            && await change.Db.ChangedSinceAsync(JournalKind.CategoryChanged, category, category.Version, request.SeenVersion, Order, cancel) is { } changed)
        {
            return changed;
        }

        var (name, question) = (BothLanguages.Trim(request.Name), BothLanguages.Trim(request.Question));
        FieldProblem[] problems =
        [
            .. BothLanguages.Check(nameof(Request.Name), name, limits),
            .. BothLanguages.Check(nameof(Request.Question), question, limits),
            .. CheckPlace(all, request),
            .. await CheckDepartmentAsync(change.Db, request, category, cancel),
        ];
        if (problems.Length > 0)
        {
            return new Invalid(problems);
        }

        var moved = request.Id is not null && category.ParentId != request.ParentId;
        (category.ParentId, category.Name, category.Question) = (request.ParentId, name, question);
        (category.DepartmentId, category.Disabled) = (request.DepartmentId, request.Disabled);
        if (request.Id is null)
        {
            change.Db.Categories.Add(category);
        }

        PutInOrder(all, category, request.Position ?? (moved || request.Id is null ? int.MaxValue : null));
        RecordAll(change, category, all);
        return category;
    }

    private static IEnumerable<FieldProblem> CheckPlace(List<Category> all, Request request)
    {
        if (request.ParentId is not { } parent)
        {
            yield break;
        }

        var tree = new CategoryTree(all);
        if (!all.Exists(c => c.Id == parent))
        {
            yield return new FieldProblem(nameof(Request.ParentId), "Choose");
        }
        else if (request.Id is { } id && tree.IsWithin(parent, id))
        {
            yield return new FieldProblem(nameof(Request.ParentId), "CategoryBelowItself");
        }
        else if (tree.LevelOf(parent) + (request.Id is { } own ? tree.HeightOf(own) : 1) > CategoryTree.Deepest)
        {
            yield return new FieldProblem(nameof(Request.ParentId), "CategoryTooDeep", CategoryTree.Deepest);
        }
    }

    private static async Task<IReadOnlyList<FieldProblem>> CheckDepartmentAsync(HubContext db, Request request, Category category, CancellationToken cancel) =>
        request.DepartmentId is null
        || request.DepartmentId == category.DepartmentId
        || await db.Departments.AnyAsync(d => d.Id == request.DepartmentId && !d.Disabled, cancel)
            ? []
            : [new FieldProblem(nameof(Request.DepartmentId), "Choose")];

    /// <summary>Numbers the siblings anew from 0, with this one at its place; null leaves the order as it is.</summary>
    private static void PutInOrder(List<Category> all, Category category, int? position)
    {
        if (position is not { } place)
        {
            return;
        }

        var siblings = all.Where(c => c != category && c.ParentId == category.ParentId).OrderBy(c => c.Position).ThenBy(c => c.Id).ToList();
        siblings.Insert(Math.Clamp(place, 0, siblings.Count), category);
        for (var i = 0; i < siblings.Count; i++)
        {
            siblings[i].Position = i;
        }
    }

    private static void RecordAll(Change change, Category category, List<Category> all)
    {
        change.Db.ChangeTracker.DetectChanges();
        foreach (var altered in all.Append(category).Distinct().Where(c => change.Db.Entry(c).State != EntityState.Unchanged).ToList())
        {
            change.Record(JournalKind.CategoryChanged, altered);
        }
    }
}
