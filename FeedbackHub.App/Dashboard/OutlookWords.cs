using System.Globalization;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Promises;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Dashboard;

/// <summary>The names, times and links of the page of promises ahead.</summary>
/// <param name="Outlook">What is shown.</param>
/// <param name="DepartmentId">The department it is about; null for all.</param>
/// <param name="Days">Writes dates.</param>
/// <param name="Words">Names promises and nobody.</param>
/// <param name="Promises">Labels them.</param>
public sealed record OutlookWords(
    Outlook Outlook, long? DepartmentId, DayWords Days, IStringLocalizer<CaseWords> Words, IStringLocalizer<PromiseTexts> Promises)
{
    /// <summary>A department.</summary>
    public string Department(long id) => Outlook.Departments.First(d => d.Id == id).Name.In(LanguageChoice.Current);

    /// <summary>A handler, or that there is none.</summary>
    public string Handler(long? id) => id is { } who ? Outlook.Handlers.GetValueOrDefault(who, "") : Words["Nobody"];

    /// <summary>A lane's name.</summary>
    public string Lane(TimelineLane lane) => lane.DepartmentId is { } id ? Department(id) : Handler(lane.HandlerId);

    /// <summary>A promise: <c>Reply</c>.</summary>
    public string Promise(PromiseKind? kind) => kind is { } k ? Words[$"Promise_{k}"] : "";

    /// <summary>A promise with its time and colour, as queue rows say it.</summary>
    public PromiseLabel Label(PromiseKind? kind, Instant due) => PromiseLabel.Of(new PromiseFigures(kind, due, null, null), Outlook.At, Outlook.Calendar, Promises);

    /// <summary>The day and time: <c>Tue 3 Mar 14:00</c>.</summary>
    public string Time(Instant at) => string.Create(
        CultureInfo.InvariantCulture, $"{Days.Day(at.InZone(Outlook.Calendar.Zone).Date)} {DayWords.Hour(at, Outlook.Calendar.Zone)}");

    /// <summary>All that a mark stands for, for those who do not see where it stands.</summary>
    public string Mark(DueCase one) => string.Join(" · ", one.Number, one.Subject, Promise(one.Promise), Time(one.DueAt), Handler(one.HandlerId), Department(one.DepartmentId));

    /// <summary>What is due in a lane within a span.</summary>
    public QueueFilter Due(TimelineLane lane, Instant from, Instant before) => new()
    {
        View = lane is { HandlerId: null, DepartmentId: null } ? QueueView.Unassigned : QueueView.All,
        DepartmentId = lane.DepartmentId ?? DepartmentId,
        HandlerId = lane.HandlerId,
        Span = new QueueSpan(QueueEvent.Due, from, before),
        OpenOnly = true,
    };

    /// <summary>What is due in a department, with somebody (null: with nobody), or with anybody there.</summary>
    public QueueFilter Due(Expectation expected, bool whole) =>
        Due(expected, whole, Outlook.At, Outlook.Days.Count == 0 ? Outlook.At : Outlook.Days[^1].End + Duration.FromTicks(10));

    /// <summary>What is overdue there.</summary>
    public QueueFilter Late(Expectation expected, bool whole) => Due(expected, whole, NodaConstants.UnixEpoch, Outlook.At);

    private static QueueFilter Due(Expectation expected, bool whole, Instant from, Instant before) => new()
    {
        View = !whole && expected.HandlerId is null ? QueueView.Unassigned : QueueView.All,
        DepartmentId = expected.DepartmentId,
        HandlerId = expected.HandlerId,
        Span = new QueueSpan(QueueEvent.Due, from, before),
        OpenOnly = true,
    };
}
