using FeedbackHub.App.Cases;
using FeedbackHub.Core.Dashboards;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Dashboard;

/// <summary>What lies with whom: open, of that overdue, of that waiting.</summary>
public sealed partial class LoadPanel(IStringLocalizer<DashboardTexts> T, IStringLocalizer<CaseWords> Words)
{
    /// <summary>So many are listed before somebody asks for all.</summary>
    private const int Few = 13;

    private bool all;

    /// <summary>The dashboard and where its figures lead.</summary>
    [Parameter, EditorRequired] public FigureLinks Links { get; set; } = default!;

    private IEnumerable<HandlerLoad> Shown => all ? Links.Figures.Load : Links.Figures.Load.Take(Few);

    private long Share(long count) => 100 * count / Math.Max(1, Links.Figures.Load.Max(l => l.Open));
}
