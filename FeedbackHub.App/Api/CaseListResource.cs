using System.ComponentModel;
using System.Globalization;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace FeedbackHub.App.Api;

/// <summary>Which cases to list.</summary>
public sealed record CaseListQuery
{
    /// <summary>The view; without it everything on a desk.</summary>
    [FromQuery(Name = "view"), Description("The view; without it everything on a desk (all).")]
    public QueueView? View { get; init; }

    /// <summary>The order; without it what is due first.</summary>
    [FromQuery(Name = "sort"), Description("The order; without it what is due first (due). The view finished is always by activity.")]
    public QueueSort? Sort { get; init; }

    /// <summary>Only this department's.</summary>
    [FromQuery(Name = "departmentId"), Description("Only this department's.")]
    public long? DepartmentId { get; init; }

    /// <summary>Only this handler's.</summary>
    [FromQuery(Name = "handlerId"), Description("Only this handler's.")]
    public long? HandlerId { get; init; }

    /// <summary>Only in this state.</summary>
    [FromQuery(Name = "state"), Description("Only in this state.")]
    public CaseState? State { get; init; }

    /// <summary>Only of this kind.</summary>
    [FromQuery(Name = "kind"), Description("Only of this kind.")]
    public CaseKind? Kind { get; init; }

    /// <summary>Only of this severity.</summary>
    [FromQuery(Name = "severity"), Description("Only of this severity.")]
    public Severity? Severity { get; init; }

    /// <summary>Words or a number to search for, in all cases whatever the view.</summary>
    [FromQuery(Name = "words"), Description("Words or a case number to search for, newest first, in all cases whatever the view.")]
    public string? Words { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [FromQuery(Name = "after"), Description("The next of the page before, as it came.")]
    public string? After { get; init; }

    /// <summary>Cases on the page.</summary>
    [FromQuery(Name = "limit"), Description("Cases on a page: 50 unless asked otherwise, at most as many as the hub is configured for (100).")]
    public int? Limit { get; init; }

    /// <summary>The queue's own filter.</summary>
    public QueueFilter Filter() => new()
    {
        View = View ?? QueueView.All,
        Sort = Sort ?? QueueSort.Due,
        DepartmentId = DepartmentId,
        HandlerId = HandlerId,
        State = State,
        Kind = Kind,
        Severity = Severity,
        Words = Words ?? "",
    };

    /// <summary>The place that <see cref="After"/> stands for: null without one.</summary>
    public Result<QueuePlace?> Place()
    {
        if (After is null)
        {
            return (QueuePlace?)null;
        }

        var parts = After.Split('.');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new QueuePlace(key, id)
            : new Invalid(nameof(After), "PlaceUnknown");
    }
}

/// <summary>A page of cases.</summary>
/// <param name="Items">The cases in order.</param>
/// <param name="Next">What to ask for as <c>after</c> to get the next page; null on the last one.</param>
public sealed record CaseListResource(IReadOnlyList<CaseRowResource> Items, string? Next)
{
    /// <summary>A page of the queue for other programs.</summary>
    public static CaseListResource Of(QueuePage page) => new(
        [.. page.Rows.Select(CaseRowResource.Of)],
        page.Next is { } next ? string.Create(CultureInfo.InvariantCulture, $"{next.Key}.{next.Id}") : null);
}

/// <summary>A case as lists show it.</summary>
public sealed record CaseRowResource(
    string Number, long CaseId, int Version, string Subject, CaseKind Kind, Severity Severity, bool Safety, CaseState State, Attention Attention,
    Channel Channel, string CustomerName, NamedBilingual Department, Named? Handler, Instant ReceivedAt, Instant? DueAt, PromiseKind? DuePromise,
    bool? Kept, string LastMessage, AuthorKind LastMessageBy, Instant LastMessageAt)
{
    /// <summary>A row of the queue for other programs.</summary>
    public static CaseRowResource Of(QueueRow row) => new(
        row.Number, row.Id, row.Version, row.Subject, row.Kind, row.Severity, row.Safety, row.State, row.Attention, row.Channel, row.CustomerName,
        new NamedBilingual(row.DepartmentId, row.Department), row.HandlerId is { } id ? new Named(id, row.Handler ?? "") : null,
        row.ReceivedAt, row.DueAt, row.DuePromise, row.Kept, row.LastMessage, row.LastMessageBy, row.LastMessageAt);
}
