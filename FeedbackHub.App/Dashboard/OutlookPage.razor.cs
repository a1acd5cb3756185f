using System.Globalization;
using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Live;
using FeedbackHub.App.Promises;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Dashboard;

/// <summary>
/// Promises ahead, broken and in danger, for supervisors. It refreshes as the dashboard does: when something has changed, at most
/// every two seconds, and every minute.
/// </summary>
public sealed partial class OutlookPage(
    ReadOutlook read, ListBreached list, CurrentStaff staff, LiveSession live, TimeProvider time,
    IStringLocalizer<OutlookTexts> T, IStringLocalizer<DashboardTexts> D, IStringLocalizer<CaseWords> CaseTexts, IStringLocalizer<PromiseTexts> PromiseWords) : IDisposable
{
    private OutlookWords? words;
    private DueTimeline? timeline;
    private BreachedCases breached = new([], null);
    private Failure? failure;
    private MergedRefresh? refresh;
    private IDisposable? subscription;
    private ITimer? clock;

    /// <summary>The department shown; null for all.</summary>
    [SupplyParameterFromQuery(Name = OutlookAddress.Department)] public long? Department { get; set; }

    /// <summary>What the lanes are, as the address says it.</summary>
    [SupplyParameterFromQuery(Name = OutlookAddress.By)] public string? By { get; set; }

    /// <summary>Where the list of what is overdue goes on, as the address says it.</summary>
    [SupplyParameterFromQuery(Name = OutlookAddress.After)] public string? After { get; set; }

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private LaneBy Lanes => OutlookAddress.Lanes(By);

    private BreachedPlace? Place => OutlookAddress.Place(After);

    /// <inheritdoc />
    public void Dispose()
    {
        subscription?.Dispose();
        clock?.Dispose();
        refresh?.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        refresh = new MergedRefresh(time, DashboardPage.Pause, RefreshAsync);
        subscription = live.Subscribe(updates =>
        {
            // Not awaited: the live session tells its other pages meanwhile.
            _ = updates.Any(Matters) ? AskAsync() : Task.CompletedTask;
            return Task.CompletedTask;
        });
        clock = time.CreateTimer(_ => _ = AskAsync(), null, DashboardPage.Longest, DashboardPage.Longest);
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => ReadAsync();

    /// <summary>Notes move no promise, and what happens in other departments none of this one.</summary>
    private bool Matters(LiveUpdate update) =>
        update.Kind is not (JournalKind.Noted or JournalKind.Noticed)
        && (Department is null || update.DepartmentId == Department || update.FromDepartmentId == Department);

    private async Task AskAsync()
    {
        try
        {
            await InvokeAsync(refresh!.AskAsync);
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        var asked = (Department, By, After);
        var outlook = await staff.DoAsync(read, new ReadOutlook.Request(Department));
        var late = await staff.DoAsync(list, new ListBreached.Request(Department, Place));
        if (asked != (Department, By, After))
        {
            // Somebody chose something else while this was read; that choice reads for itself.
            return;
        }

        failure = outlook.Failure ?? late.Failure;
        if (failure is not null)
        {
            (words, timeline) = (null, null);
            return;
        }

        words = new OutlookWords(outlook.Value, Department, new DayWords(D), CaseTexts, PromiseWords);
        timeline = DueTimeline.Of(outlook.Value, Lanes);
        breached = late.Value;
    }

    private void ChooseDepartment(ChangeEventArgs change) => Navigation.NavigateTo(OutlookAddress.Of(
        long.TryParse(change.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, Lanes));
}
