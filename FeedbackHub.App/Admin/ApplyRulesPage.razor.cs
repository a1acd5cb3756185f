using FeedbackHub.App.Cases;
using FeedbackHub.App.Promises;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Admin;

/// <summary>
/// Applies the newest rules to open cases: first what would come of it, then, with a reason, part after part. It can be stopped, or
/// left by closing the page; what is done stays, and it can be begun again for the rest.
/// </summary>
public sealed partial class ApplyRulesPage
{
    /// <summary>Cases that people change just then are gone through again, but not for ever.</summary>
    private const int Rounds = 5;

    private readonly List<AffectedCase> affected = [];
    private (long Id, Instant Since) policy;
    private (long Id, Instant Since) calendar;
    private bool withPolicy = true;
    private bool withCalendar = true;
    private CaseTimes? times;
    private RulesPreview? preview;
    private AffectedPlace? next;
    private string reason = "";
    private string said = "";
    private Failure? failure;
    private bool busy;
    private bool running;
    private bool stopped;
    private int applied;

    [Inject] private ReadPromiseTable ReadTable { get; set; } = default!;
    [Inject] private ReadCalendar ReadCalendar { get; set; } = default!;
    [Inject] private PreviewRules Preview { get; set; } = default!;
    [Inject] private ApplyRules Apply { get; set; } = default!;
    [Inject] private CompanyTimes Company { get; set; } = default!;
    [Inject] private IStringLocalizer<RuleTexts> R { get; set; } = default!;
    [Inject] private IStringLocalizer<CaseWords> W { get; set; } = default!;

    private long? PolicyId => withPolicy ? policy.Id : null;

    private long? CalendarId => withCalendar ? calendar.Id : null;

    /// <inheritdoc />
    public void Dispose() => stopped = true;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => ReadVersionsAsync();

    private async Task ReadVersionsAsync()
    {
        var table = await Staff.DoAsync(ReadTable, new ReadPromiseTable.Request());
        var hours = await Staff.DoAsync(ReadCalendar, new ReadCalendar.Request());
        failure ??= table.Failure ?? hours.Failure;
        if (table.Succeeded && hours.Succeeded)
        {
            (policy, calendar) = ((table.Value.VersionId, table.Value.Since), (hours.Value.VersionId, hours.Value.Since));
            times = await Company.ReadAsync();
        }
    }

    /// <summary>What was looked at is not what would be applied any more.</summary>
    private void Forget() => (preview, said, failure) = (null, "", null);

    private async Task PreviewAsync()
    {
        if (busy)
        {
            return;
        }

        Forget();
        (busy, said) = (true, R["Apply_Looking"]);
        var found = await Staff.DoAsync(Preview, new PreviewRules.Request(PolicyId, CalendarId));
        (busy, said, failure) = (false, "", found.Failure);
        affected.Clear();
        if (found.Succeeded)
        {
            (preview, next) = (found.Value, found.Value.Next);
            affected.AddRange(found.Value.Affected);
            said = found.Value.Cases == 0 ? R["Apply_Nothing"] : "";
        }
        else if (failure is ChangedSince)
        {
            // Who was faster has been told: looking again is at what they made.
            await ReadVersionsAsync();
        }
    }

    private async Task MoreAsync()
    {
        busy = true;
        var found = await Staff.DoAsync(Preview, new PreviewRules.Request(PolicyId, CalendarId, next));
        (busy, failure) = (false, found.Failure);
        if (found.Succeeded)
        {
            affected.AddRange(found.Value.Affected);
            next = found.Value.Next;
        }
    }

    private async Task ApplyAsync()
    {
        if (busy)
        {
            return;
        }

        (busy, running, stopped, applied, failure, said) = (true, true, false, 0, null, "");
        try
        {
            await GoThroughAsync();
        }
        finally
        {
            (busy, running) = (false, false);
        }

        if (failure is ChangedSince)
        {
            await ReadVersionsAsync();
            preview = null;
        }
        else if (failure is null)
        {
            var count = applied.ToString("N0", System.Globalization.CultureInfo.CurrentCulture);
            (said, preview) = (stopped ? R["Apply_Stopped", count] : R["Apply_Done", count], null);
        }
    }

    private async Task GoThroughAsync()
    {
        for (var round = 0; round < Rounds && !stopped; round++)
        {
            var passed = 0;
            OpenCasePlace? place = null;
            do
            {
                var part = await Staff.DoAsync(Apply, new ApplyRules.Request(PolicyId, CalendarId, reason, place));
                failure = part.Failure;
                if (!part.Succeeded)
                {
                    return;
                }

                applied += part.Value.Cases;
                passed += part.Value.Passed;
                place = part.Value.Next;
                StateHasChanged();
                await Task.Yield();
            }
            while (place is not null && !stopped);

            if (passed == 0)
            {
                return;
            }
        }
    }

    private string At(Instant? at) => at is { } known ? times!.At(known) : R["Apply_Unknown"];

    private string By(DueMove move) => move.By == Duration.Zero ? ""
        : move.By < Duration.Zero ? R["Apply_ByEarlier", times!.Length(-move.By)] : R["Apply_ByLater", times!.Length(move.By)];
}
