using System.Globalization;
using FeedbackHub.App.Access;
using FeedbackHub.App.Live;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Dashboard;

/// <summary>
/// The dashboard: what is promised, kept and broken, and where the work lies. It refreshes when something it counts has changed,
/// at most every two seconds, and every minute, since cases fall due with time alone.
/// </summary>
public sealed partial class DashboardPage(
    ReadDashboard read, ReadReturns readReturns, CurrentStaff staff, LiveSession live, NavigationManager navigation, TimeProvider time, IStringLocalizer<DashboardTexts> T) : IDisposable
{
    /// <summary>The shortest time between two refreshes.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly DayWords words = new(T);
    private DashboardFigures? figures;
    private FigureLinks? links;
    private IReadOnlyList<DepartmentReturns> returns = [];
    private Failure? failure;
    private IReadOnlyList<FlowPoint> days = [];
    private IReadOnlyList<FlowPoint> hours = [];
    private MergedRefresh? refresh;
    private IDisposable? subscription;
    private ITimer? clock;

    /// <summary>The department shown; null for all.</summary>
    [SupplyParameterFromQuery(Name = DashboardAddress.Department)] public long? Department { get; set; }

    /// <summary>The period, as the address says it.</summary>
    [SupplyParameterFromQuery(Name = DashboardAddress.Days)] public int? Days { get; set; }

    private int Period => Days is { } asked && ReadDashboard.Periods.Contains(asked) ? asked : DashboardAddress.UsualDays;

    private string AsOf => DayWords.Hour(figures!.At, figures.Calendar.Zone);

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
        refresh = new MergedRefresh(time, Pause, RefreshAsync);
        subscription = live.Subscribe(updates =>
        {
            // Not awaited: the live session tells its other pages meanwhile.
            _ = updates.Any(Matters) ? AskAsync() : Task.CompletedTask;
            return Task.CompletedTask;
        });
        clock = time.CreateTimer(_ => _ = AskAsync(), null, Longest, Longest);
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => ReadAsync();

    /// <summary>Notes change no figure, and what happens in other departments none of this one.</summary>
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
        var (department, period) = (Department, Period);
        var result = await staff.DoAsync(read, new ReadDashboard.Request(department, period));
        var sentBack = await staff.DoAsync(readReturns, new ReadReturns.Request(period));
        if ((department, period) != (Department, Period))
        {
            // Somebody chose something else while this was read; that choice reads for itself.
            return;
        }

        returns = sentBack.Succeeded ? [.. sentBack.Value.Where(r => department is null || r.Department.Id == department)] : [];
        failure = result.Failure;
        figures = result.Succeeded ? result.Value : null;
        links = figures is null ? null : new FigureLinks(figures, Department);
        days = figures is null ? [] : [.. figures.Days.Select((day, i) => PointOf(day, i, figures.Days.Count))];
        hours = figures is null ? [] : [.. figures.Hours.Select(PointOf)];
    }

    private FlowPoint PointOf(DayFlow day, int index, int of)
    {
        // Today stands at the right end; from there every label that fits.
        var every = of switch { <= 7 => 1, <= 31 => 5, _ => 15 };
        var label = (of - 1 - index) % every == 0 ? words.Brief(day.Date) : "";
        var to = links!;
        return new(words.Day(day.Date), label, day.Received, day.Resolved, what => to.OnDay(what, day.Date));
    }

    private FlowPoint PointOf(HourFlow hour, int index)
    {
        const int every = 4;
        var name = DayWords.Hour(hour.Start, figures!.Calendar.Zone);
        var to = links!;
        return new(name, (figures.Hours.Count - 1 - index) % every == 0 ? name : "", hour.Received, hour.Resolved, what => to.InHour(what, hour.Start));
    }

    private void ChooseDepartment(ChangeEventArgs change) => navigation.NavigateTo(DashboardAddress.Of(
        long.TryParse(change.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, Period));
}
