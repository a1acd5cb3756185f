using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Extensions;

namespace FeedbackHub.App.Admin;

/// <summary>One calendar: the week, and a year to look over and change day by day. Says while it is typed what would be promised now.</summary>
public sealed partial class CalendarPage
{
    private CalendarInForce? found;
    private CalendarForm? form;
    private BusinessCalendar? calendar;
    private PromisePolicy? policy;
    private CalendarDay? picked;
    private long seen;
    private int year;
    private LocalDate today;
    private IReadOnlyList<CalendarProblem> problems = [];
    private string preview = "";
    private string done = "";
    private Failure? failure;
    private bool importing;
    private bool busy;
    private bool saved;

    /// <summary>Which calendar.</summary>
    [Parameter] public long Id { get; set; }

    [Inject] private ReadCalendar Read { get; set; } = default!;
    [Inject] private ReadPromiseTable ReadTable { get; set; } = default!;
    [Inject] private SaveCalendar Save { get; set; } = default!;
    [Inject] private CompanyTimes Company { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;
    [Inject] private IStringLocalizer<CalendarTexts> C { get; set; } = default!;

    private string Name => found is null ? T["Room_Calendar"] : Said(found.Name);

    private CalendarProblem? AllDays => problems.FirstOrDefault(p => p.Field == "weekly");

    private MissingYear? Missing => PublicHolidays.MissingIn(calendar!, Time.GetCurrentInstant());

    private PublishedYear? Published => PublicHolidays.China.FirstOrDefault(one => one.Year == year);

    private string SourceInWords => C[Addable > 0 ? "China_Source" : "China_In", Published!.Source];

    /// <summary>How many of the year's public holidays could be added.</summary>
    private int Addable => Published is { } published ? Added(published).Count : 0;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var read = await Staff.DoAsync(Read, new ReadCalendar.Request(Id));
        var table = await Staff.DoAsync(ReadTable, new ReadPromiseTable.Request());
        failure = read.Failure ?? table.Failure;
        if (read.Succeeded && table.Succeeded)
        {
            (found, form, seen) = (read.Value, CalendarForm.Of(read.Value.Document), read.Value.VersionId);
            policy = table.Value.Document.Read() is PolicyReading.Accepted accepted ? accepted.Policy : null;
            Check();
            today = Time.GetCurrentInstant().InZone(calendar!.Zone).Date;
            year = today.Year;
        }
    }

    private string? Said(CalendarProblem? problem) => problem is null ? null : Words.Of(problem);

    private void Show(int other) => (year, done) = (Math.Clamp(other, 1900, 2200), "");

    /// <summary>What is typed is checked at once, by the rules that saving checks again. The year shows the last that was right.</summary>
    private void Check()
    {
        saved = false;
        failure = failure is CalendarRejected ? null : failure;
        var reading = form!.ToDocument().Read();
        problems = reading is CalendarReading.Rejected rejected ? rejected.Problems : [];
        calendar = reading is CalendarReading.Accepted accepted ? accepted.Calendar : calendar;
        preview = problems.Count == 0 && policy is not null ? Preview(calendar!) : T["Calendar_NoPreview"];
    }

    /// <summary>A day was changed in the year.</summary>
    private void Put(CalendarDay day)
    {
        form!.Put(day);
        (picked, done) = (null, "");
        Check();
    }

    /// <summary>The days of a file that was looked over.</summary>
    private void Take(IReadOnlyList<DayChange> changes)
    {
        foreach (var change in changes)
        {
            form!.Put(change.After);
        }

        (importing, done) = (false, C["Import_Taken", changes.Count]);
        Check();
    }

    /// <summary>Days that somebody has set differently stay as they are.</summary>
    private void AddPublished(int which)
    {
        if (PublicHolidays.China.FirstOrDefault(one => one.Year == which) is not { } published)
        {
            return;
        }

        var added = Added(published);
        added.ForEach(change => form!.Put(change.After));
        var kept = CalendarMerge.Of(calendar!, published.Days).Count(change => change.Outcome == DayOutcome.Replaced && change.Before.Kind != change.After.Kind);
        (year, done) = (which, kept > 0 ? C["China_AddedButKept", added.Count, kept] : C["China_Added", added.Count]);
        Check();
    }

    private List<DayChange> Added(PublishedYear published) => [.. CalendarMerge.Of(calendar!, published.Days).Where(change => change.Outcome == DayOutcome.Added)];

    private string Preview(BusinessCalendar calendar)
    {
        var times = Company.In(calendar.Zone.Id);
        try
        {
            var made = PromiseClock.Replay([new PromiseFact.Started(times.Now, 1, new CaseTraits(CaseKind.Complaint, Severity.General))], policy!, calendar);
            string By(PromiseKind kind) => made.FirstOrDefault(p => p.Kind == kind)?.DueAt is { } due ? times.At(due) : T["Nothing"];
            return T["Calendar_Preview", By(PromiseKind.Reply), By(PromiseKind.Resolve)];
        }
        catch (CalendarExhaustedException)
        {
            return T["Calendar_NoPreview"];
        }
    }

    private async Task SaveAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var stored = await Staff.DoAsync(Save, new SaveCalendar.Request(form!.ToDocument(), seen));
        (failure, busy, saved, done) = (stored.Failure, false, stored.Succeeded, "");
        if (stored.Succeeded)
        {
            seen = stored.Value.VersionId;
        }
        else if (failure is ChangedSince && await Staff.DoAsync(Read, new ReadCalendar.Request(Id)) is { Succeeded: true, Value: var now })
        {
            // What they changed has been told: saving again is on purpose.
            seen = now.VersionId;
        }
    }
}
