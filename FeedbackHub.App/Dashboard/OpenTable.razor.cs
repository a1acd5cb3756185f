using FeedbackHub.App.Cases;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Dashboard;

/// <summary>Open cases by department and state; every number leads to the queue of just these.</summary>
public sealed partial class OpenTable(IStringLocalizer<DashboardTexts> T, IStringLocalizer<CaseWords> Words)
{
    private static readonly CaseState[] States = [.. Enum.GetValues<CaseState>().Where(s => s.IsOpen())];

    /// <summary>The dashboard and where its figures lead.</summary>
    [Parameter, EditorRequired] public FigureLinks Links { get; set; } = default!;

    private List<DepartmentName> Shown =>
        [.. Links.Figures.Departments.Where(d => d.Id == Links.DepartmentId || (Links.DepartmentId is null && Count(d.Id, null) > 0))];

    private long Count(long? department, CaseState? state) => Links.Figures.Open
        .Where(o => (department is null || o.DepartmentId == department) && (state is null || o.State == state))
        .Sum(o => o.Count);

    private static string? Tone(CaseState? state) => state switch
    {
        CaseState.WaitingForCustomer => "wait",
        CaseState.Reopened => "late",
        null => "total",
        _ => null,
    };
}
