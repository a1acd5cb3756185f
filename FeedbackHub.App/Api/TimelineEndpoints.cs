using System.ComponentModel;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.App.Api;

/// <summary>What happened in a case.</summary>
public static class TimelineEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapTimeline(this RouteGroupBuilder api) =>
        api.MapGet("/cases/{number}/timeline", ReadAsync).WithName("readTimeline").WithSummary("Read what happened in a case")
            .WithDescription("Needs the scope read. The newest part comes first, each part oldest first; ask for the part before it with before = next.")
            .Produces<TimelineResource>().WithProblems("malformed", "not-found");

    private static async Task<IResult> ReadAsync(
        string number, ApiCaller caller, FindCase find, ReadTimeline read, ApiProblems problems, CancellationToken cancel,
        [Description("The next of the part before.")] long? before = null,
        [Description("Entries in a part, 1 to 500.")] int limit = 100)
    {
        var timeline = await caller.OnCaseAsync(find, number, read, id => new ReadTimeline.Request(id, Before: before, Size: limit), cancel);
        return timeline.Succeeded ? TypedResults.Ok(TimelineResource.Of(timeline.Value)) : problems.Of(timeline.Failure);
    }
}

/// <summary>A part of the timeline.</summary>
/// <param name="Items">What happened, oldest first.</param>
/// <param name="Next">What to ask for as <c>before</c> to get the part before it; null when there is none.</param>
public sealed record TimelineResource(IReadOnlyList<TimelineItemResource> Items, long? Next)
{
    /// <summary>A timeline for other programs.</summary>
    public static TimelineResource Of(Timeline timeline) => new(
        [.. timeline.Items.Select(TimelineItemResource.Of)],
        timeline.Earlier && timeline.Items.Count > 0 ? timeline.Items[0].Seq : null);
}

/// <summary>One thing that happened.</summary>
/// <param name="Seq">Its number in the journal, the same that live updates carry.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="By">Whose hand it was.</param>
/// <param name="ByName">Their name at the time; empty for the public.</param>
/// <param name="Note">The reason or note given with it.</param>
/// <param name="FromState">The state before, where it moved.</param>
/// <param name="ToState">The state after.</param>
/// <param name="Changes">The fields that changed.</param>
/// <param name="Message">The message it brought.</param>
public sealed record TimelineItemResource(
    long Seq, Instant At, JournalKind Kind, ActorKind By, string ByName, string? Note, CaseState? FromState, CaseState? ToState,
    IReadOnlyList<FieldChangeResource> Changes, MessageResource? Message)
{
    /// <summary>An entry for other programs.</summary>
    public static TimelineItemResource Of(TimelineItem item) => new(
        item.Seq, item.At, item.Kind, item.ActorKind, item.ActorName, item.Note, item.FromState, item.ToState,
        [.. item.Changes.Select(c => new FieldChangeResource(c.On, c.Field, c.From, c.To))], item.Message is { } message ? MessageResource.Of(message) : null);
}

/// <summary>A field that changed.</summary>
public sealed record FieldChangeResource(string On, string Field, string? From, string? To);

/// <summary>A message.</summary>
/// <param name="Id">What <c>lastSeenMessage</c> takes.</param>
/// <param name="Author">Customer or staff.</param>
/// <param name="AuthorName">Their name at the time.</param>
/// <param name="Internal">True for a note that the customer never sees.</param>
/// <param name="Text">The text as typed.</param>
/// <param name="Files">Names of the files sent with it.</param>
public sealed record MessageResource(long Id, AuthorKind Author, string AuthorName, bool Internal, string Text, IReadOnlyList<string> Files)
{
    /// <summary>A message for other programs.</summary>
    public static MessageResource Of(MessageView message) =>
        new(message.Id, message.Author, message.AuthorName, message.Internal, message.Text, [.. message.Files.Select(f => f.FileName)]);
}
