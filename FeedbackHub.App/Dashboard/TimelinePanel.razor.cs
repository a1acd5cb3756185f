using FeedbackHub.Core.Dashboards;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Dashboard;

/// <summary>
/// What falls due hour by hour, a lane for each handler or department, and the same as a list. The marks are for eyes and mouse; the
/// list beneath is for keyboards, screen readers and phones, so that nobody has to step through hundreds of marks.
/// </summary>
public sealed partial class TimelinePanel(IStringLocalizer<OutlookTexts> T)
{
    private const int Few = 8;
    private const int FewLanes = 12;
    private const int FewHours = 12;

    private bool all;
    private bool allLanes;

    /// <summary>What is shown, in words.</summary>
    [Parameter, EditorRequired] public OutlookWords Words { get; set; } = default!;

    /// <summary>The same by hour and lane.</summary>
    [Parameter, EditorRequired] public DueTimeline Timeline { get; set; } = default!;

    /// <summary>What the lanes are.</summary>
    [Parameter, EditorRequired] public LaneBy By { get; set; }

    /// <summary>As many marks as an hour has room for.</summary>
    private int MostInCell => Timeline.Hours.Count > FewHours ? 4 : 7;

    private string Title => Words.Outlook.Days is [.., var last] ? T["Next_Title", Words.Days.Day(last.Date)] : T["Next_NoDays"];

    private IEnumerable<TimelineLane> ShownLanes => allLanes ? Timeline.Lanes : Timeline.Lanes.Take(FewLanes);

    private IEnumerable<DueCase> ShownCases => all ? Words.Outlook.Next : Words.Outlook.Next.Take(Few);

    private string? DayStart(TimelineHour hour) => Timeline.Hours.First(h => h.Day == hour.Day) == hour ? "day" : null;
}
