using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;

namespace FeedbackHub.App.Admin;

/// <summary>When the company works: what promises are counted by. Says while it is typed what would be promised now.</summary>
public sealed partial class CalendarPage
{
    private CalendarForm? form;
    private PromisePolicy? policy;
    private long seen;
    private IReadOnlyList<CalendarProblem> problems = [];
    private string preview = "";
    private Failure? failure;
    private bool busy;
    private bool saved;

    [Inject] private ReadCalendar Read { get; set; } = default!;
    [Inject] private ReadPromiseTable ReadTable { get; set; } = default!;
    [Inject] private SaveCalendar Save { get; set; } = default!;
    [Inject] private CompanyTimes Company { get; set; } = default!;

    private CalendarProblem? AllDays => problems.FirstOrDefault(p => p.Field == "weekly");

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var read = await Staff.DoAsync(Read, new ReadCalendar.Request());
        var table = await Staff.DoAsync(ReadTable, new ReadPromiseTable.Request());
        failure = read.Failure ?? table.Failure;
        if (read.Succeeded && table.Succeeded)
        {
            (form, seen) = (CalendarForm.Of(read.Value.Document), read.Value.VersionId);
            policy = table.Value.Document.Read() is PolicyReading.Accepted accepted ? accepted.Policy : null;
            Check();
        }
    }

    private string? Said(CalendarProblem? problem) => problem is null ? null : Words.Of(problem);

    /// <summary>What is typed is checked at once, by the rules that saving checks again.</summary>
    private void Check()
    {
        saved = false;
        failure = failure is CalendarRejected ? null : failure;
        var reading = form!.ToDocument().Read();
        problems = reading is CalendarReading.Rejected rejected ? rejected.Problems : [];
        preview = reading is CalendarReading.Accepted { Calendar: var calendar } && policy is not null ? Preview(calendar) : T["Calendar_NoPreview"];
    }

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
        var done = await Staff.DoAsync(Save, new SaveCalendar.Request(form!.ToDocument(), seen));
        (failure, busy, saved) = (done.Failure, false, done.Succeeded);
        if (done.Succeeded)
        {
            seen = done.Value.VersionId;
        }
        else if (failure is ChangedSince && await Staff.DoAsync(Read, new ReadCalendar.Request()) is { Succeeded: true, Value: var now })
        {
            // What they changed has been told: saving again is on purpose.
            seen = now.VersionId;
        }
    }
}
