using FeedbackHub.App.Promises;
using FeedbackHub.App.Queue;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Tests.Queue;

/// <summary>Rows for tests: as long as real ones are.</summary>
internal static class QueueRows
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 4, 0);

    public static QueueRow Row(long id, long? key = null, int version = 1) => new()
    {
        Id = id,
        Version = version,
        Number = $"FH-2026-{id:D6}",
        Subject = $"Charged twice for the repair visit of 14 February, number {id}",
        Kind = CaseKind.Complaint,
        Severity = Severity.Major,
        Safety = false,
        State = CaseState.New,
        Attention = Attention.None,
        Channel = Channel.Web,
        CustomerName = "Maria Okafor",
        DepartmentId = 1,
        Department = new Bilingual("Customer care", "客户服务部"),
        HandlerId = null,
        Handler = null,
        ReceivedAt = Noon,
        DueAt = Noon + Duration.FromMinutes(id),
        DuePromise = PromiseKind.Reply,
        PausedSeconds = null,
        Kept = null,
        LastMessage = "Here is the second invoice you asked for, and the bank statement that shows both payments on the same day.",
        LastMessageBy = AuthorKind.Customer,
        LastMessageAt = Noon,
        Unread = true,
        Place = new QueuePlace(key ?? id, id),
    };

    public static PromiseLabel Label(QueueRow row) => new(PromiseTone.Calm, $"in {row.Id} min", "reply · 12:20", "Promised: reply by Monday 2 March 2026, 12:20");

    public static QueueEntry Entry(long id) => new(Row(id), Label(Row(id)));
}
