using System.ComponentModel;
using System.Text.Json;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Mvc;

namespace FeedbackHub.App.Api;

/// <summary>Which cases to list. Read as texts, so that what is wrong with one can be told like any other field's problem.</summary>
public sealed record CaseListQuery
{
    /// <summary>The parameters that take one of a few words.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Choices { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["view"] = WordsOf<QueueView>(),
        ["sort"] = WordsOf<QueueSort>(),
        ["state"] = WordsOf<CaseState>(),
        ["kind"] = WordsOf<CaseKind>(),
        ["severity"] = WordsOf<Severity>(),
    };

    /// <summary>The view; without it everything on a desk.</summary>
    [FromQuery(Name = "view"), Description("The view; without it everything on a desk (all).")]
    public string? View { get; init; }

    /// <summary>The order; without it what is due first.</summary>
    [FromQuery(Name = "sort"), Description("The order; without it what is due first (due). The view finished is always by activity.")]
    public string? Sort { get; init; }

    /// <summary>Only this department's.</summary>
    [FromQuery(Name = "departmentId"), Description("Only this department's.")]
    public long? DepartmentId { get; init; }

    /// <summary>Only this handler's.</summary>
    [FromQuery(Name = "handlerId"), Description("Only this handler's.")]
    public long? HandlerId { get; init; }

    /// <summary>Only in this state.</summary>
    [FromQuery(Name = "state"), Description("Only in this state.")]
    public string? State { get; init; }

    /// <summary>Only of this kind.</summary>
    [FromQuery(Name = "kind"), Description("Only of this kind.")]
    public string? Kind { get; init; }

    /// <summary>Only of this severity.</summary>
    [FromQuery(Name = "severity"), Description("Only of this severity.")]
    public string? Severity { get; init; }

    /// <summary>Words or a number to search for, in all cases whatever the view.</summary>
    [FromQuery(Name = "words"), Description("Words or a case number to search for, in all cases whatever the view. The newest that match come first in groups, the best first in each; every item then has excerpts.")]
    public string? Words { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [FromQuery(Name = "after"), Description("The next of the page before, as it came.")]
    public string? After { get; init; }

    /// <summary>Cases on the page.</summary>
    [FromQuery(Name = "limit"), Description("Cases on a page: 50 unless asked otherwise, at most as many as the hub is configured for (100).")]
    public int? Limit { get; init; }

    /// <summary>What it comes to for the queue.</summary>
    public Result<ListQueue.Request> AsRequest()
    {
        var problems = new List<FieldProblem>();
        var filter = new QueueFilter
        {
            View = Choose<QueueView>("view", View, problems) ?? QueueView.All,
            Sort = Choose<QueueSort>("sort", Sort, problems) ?? QueueSort.Due,
            DepartmentId = DepartmentId,
            HandlerId = HandlerId,
            State = Choose<CaseState>("state", State, problems),
            Kind = Choose<CaseKind>("kind", Kind, problems),
            Severity = Choose<Severity>("severity", Severity, problems),
            Words = Words ?? "",
        };
        var after = QueuePlace.Parse(After);
        if (After is not null && after is null)
        {
            problems.Add(new FieldProblem("after", "PlaceUnknown"));
        }

        return problems.Count > 0 ? new Invalid(problems) : new ListQueue.Request(filter, after, Limit ?? 50);
    }

    private static T? Choose<T>(string field, string? word, List<FieldProblem> problems)
        where T : struct, Enum
    {
        if (word is null)
        {
            return null;
        }

        var place = WordsOf<T>().IndexOf(word);
        if (place < 0)
        {
            problems.Add(new FieldProblem(field, "Choose"));
            return null;
        }

        return Enum.GetValues<T>()[place];
    }

    private static List<string> WordsOf<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()))];
}
