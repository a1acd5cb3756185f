using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.App.Api;

/// <summary>A page of cases.</summary>
/// <param name="Items">The cases in order.</param>
/// <param name="Next">What to ask for as <c>after</c> to get the next page; null on the last one.</param>
public sealed record CaseListResource(IReadOnlyList<CaseRowResource> Items, string? Next)
{
    /// <summary>A page of the queue for other programs.</summary>
    public static CaseListResource Of(QueuePage page) => new(
        [.. page.Rows.Select(CaseRowResource.Of)],
        page.Next?.ToString());
}

/// <summary>A case as lists show it.</summary>
public sealed record CaseRowResource(
    string Number, long CaseId, int Version, string Subject, CaseKind Kind, Severity Severity, bool Safety, CaseState State, Attention Attention,
    Channel Channel, string CustomerName, NamedBilingual Department, Named? Handler, Instant ReceivedAt, Instant? DueAt, PromiseKind? DuePromise,
    bool? Kept, string LastMessage, AuthorKind LastMessageBy, Instant LastMessageAt,
    IReadOnlyList<ExcerptResource>? Excerpts)
{
    /// <summary>A row of the queue for other programs.</summary>
    public static CaseRowResource Of(QueueRow row) => new(
        row.Number, row.Id, row.Version, row.Subject, row.Kind, row.Severity, row.Safety, row.State, row.Attention, row.Channel, row.CustomerName,
        new NamedBilingual(row.DepartmentId, row.Department), row.HandlerId is { } id ? new Named(id, row.Handler ?? "") : null,
        row.ReceivedAt, row.DueAt, row.DuePromise, row.Kept, row.LastMessage, row.LastMessageBy, row.LastMessageAt,
        row.Excerpts?.Select(e => new ExcerptResource(e.Of, [.. e.Parts.Select(p => new ExcerptPartResource(p.Text, p.Found))])).ToList());
}

/// <summary>A short part of a case's texts around what was searched for.</summary>
/// <param name="Of">Where it is from.</param>
/// <param name="Parts">The text in pieces.</param>
public sealed record ExcerptResource(ExcerptOf Of, IReadOnlyList<ExcerptPartResource> Parts);

/// <summary>A piece of an excerpt.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Found">True for what was searched for.</param>
public sealed record ExcerptPartResource(string Text, bool Found);
