using FeedbackHub.Core.Assignment;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using MudBlazor.Charts;

namespace FeedbackHub.App.Dashboard;

/// <summary>What came in and what was decided over time, as a chart and as a table whose numbers lead to the queue.</summary>
public sealed partial class FlowChart(IStringLocalizer<DashboardTexts> T)
{
    /// <summary>Beyond so many points bars are too thin to be told apart.</summary>
    private const int MostBars = 31;

    /// <summary>Tokens, so that both themes have their own. What came in has no state yet, so no colour.</summary>
    private static readonly string[] Palette = ["var(--flow-received)", "var(--flow-resolved)"];

    private List<ChartSeries<double>> series = [];
    private string[] labels = [];
    private IChartOptions options = new BarChartOptions();
    private IReadOnlyList<FlowPoint> drawn = [];
    private bool asTable;

    /// <summary>Tells it apart from other charts of the page.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>What is charted.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>What a point is: a day, an hour.</summary>
    [Parameter, EditorRequired] public string PointTitle { get; set; } = "";

    /// <summary>The points, earliest first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<FlowPoint> Points { get; set; } = [];

    private ChartType Kind => Points.Count > MostBars ? ChartType.Line : ChartType.Bar;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        // The chart is given new series only when a number changed: it draws itself anew for each.
        if (drawn.Select(Drawn).SequenceEqual(Points.Select(Drawn)))
        {
            return;
        }

        drawn = Points;
        labels = [.. Points.Select(p => p.AxisLabel)];
        series =
        [
            new() { Name = T["Received"], Data = new ChartData<double>([.. Points.Select(p => (double)p.Received)]) },
            new() { Name = T["Resolved"], Data = new ChartData<double>([.. Points.Select(p => (double)p.Resolved)]) },
        ];
        var step = StepFor(Points.Max(p => Math.Max(p.Received, p.Resolved)));
        options = Kind == ChartType.Bar
            ? new BarChartOptions { ChartPalette = Palette, ShowLegend = false, YAxisTicks = step, MaxNumYAxisTicks = 6, YAxisFormat = "N0", BarWidthRatio = 0.7 }
            : new LineChartOptions { ChartPalette = Palette, ShowLegend = false, YAxisTicks = step, MaxNumYAxisTicks = 6, YAxisFormat = "N0", LineStrokeWidth = 2, YAxisRequireZeroPoint = true };
    }

    /// <summary>A round distance of the lines: 1, 2, 5, 10, 20 … so that about four are drawn.</summary>
    private static int StepFor(long highest)
    {
        var step = 1;
        for (var i = 0; step * 4 < highest; i++)
        {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }

        return step;
    }

    private static (string Name, long Received, long Resolved) Drawn(FlowPoint point) => (point.Name, point.Received, point.Resolved);
}

/// <summary>What came in and what was decided in an hour or on a day.</summary>
/// <param name="Name">Which.</param>
/// <param name="AxisLabel">The same under the chart; empty where there is no room for each.</param>
/// <param name="Received">Cases received.</param>
/// <param name="Resolved">Cases decided.</param>
/// <param name="Leads">The queue of the ones or the others.</param>
public sealed record FlowPoint(string Name, string AxisLabel, long Received, long Resolved, Func<QueueEvent, QueueFilter> Leads);
