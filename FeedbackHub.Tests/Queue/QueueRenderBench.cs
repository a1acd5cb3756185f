#pragma warning disable BL0006 // The render tree itself is what is measured.
using System.Diagnostics;
using FeedbackHub.App.Queue;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using static FeedbackHub.Tests.Queue.QueueRows;

namespace FeedbackHub.Tests.Queue;

/// <summary>What a page costs: memory held for its model (bound: 200 KB for 100 rows) and with Blazor's render tree, and the drawing of one
/// changed row (bound: 0.5 ms; asserted as a share of drawing all, since machines differ).</summary>
[Collection(MeasuredAlone.Name)]
public sealed class QueueRenderBench(ITestOutputHelper output)
{
    private const int Rows = 100;

    [Fact]
    public async Task A_page_of_a_hundred_rows_is_small_and_one_changed_row_is_drawn_alone()
    {
        await using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var model = Held(pages => pages.Add(Enumerable.Range(1, Rows).Select(i => Entry(i)).ToList()));
        var whole50 = await HeldAsync(services, LoadedQueue.Page);
        var whole100 = await HeldAsync(services, Rows);

        using var renderer = new CountingRenderer(services);
        var list = await renderer.Dispatcher.InvokeAsync(() => renderer.Show([.. Enumerable.Range(1, Rows).Select(i => Entry(i))]));
        var (whole, one) = (new List<double>(), new List<double>());
        for (var i = 0; i < 200; i++)
        {
            whole.Add(await renderer.Dispatcher.InvokeAsync(() => Timed(() => list.Change(e => e with { Label = e.Label with { Text = $"in {i} min" } }))));
            Assert.Equal(Rows, renderer.DrawnRows);
            var at = i % Rows;
            one.Add(await renderer.Dispatcher.InvokeAsync(() => Timed(() => list.Change(e => e.Row.Id == at + 1 ? e with { Row = e.Row with { Subject = $"Changed for the {i}th time" } } : e))));
            Assert.Equal(1, renderer.DrawnRows);
        }

        var allocated = await renderer.Dispatcher.InvokeAsync(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            list.Change(e => e.Row.Id == 50 ? e with { Arrived = true } : e);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        var (median, all) = (Median(one), Median(whole));
        output.WriteLine($"the model of {Rows} rows: {model / 1024.0:F0} KB; all that is held for a page of {LoadedQueue.Page} rows: {whole50 / 1024.0:F0} KB, of {Rows}: {whole100 / 1024.0:F0} KB; one changed row: {median:F3} ms, {allocated / 1024.0:F1} KB allocated; all rows changed: {all:F3} ms");
        Assert.True(model <= 200 * 1024, $"The model of {Rows} rows holds {model / 1024} KB.");
        Assert.True(whole50 <= 200 * 1024, $"A page of {LoadedQueue.Page} rows holds {whole50 / 1024} KB with its render tree.");
        Assert.True(whole100 <= 400 * 1024, $"A page of {Rows} rows holds {whole100 / 1024} KB with its render tree.");
        Assert.True(median <= all / 5, $"One changed row took {median:F3} ms, all rows {all:F3} ms.");
        Assert.True(allocated <= 16 * 1024, $"One changed row allocated {allocated} bytes.");
    }

    /// <summary>What one more page holds with its render tree, in bytes.</summary>
    private static async Task<long> HeldAsync(IServiceProvider services, int rows)
    {
        var open = new List<CountingRenderer>();
        var held = await Task.Run(() => Held(pages =>
        {
            var renderer = new CountingRenderer(services);
            open.Add(renderer);
            pages.Add(renderer.Dispatcher.InvokeAsync(() => renderer.Show([.. Enumerable.Range(1, rows).Select(i => Entry(i))])));
        }));
        open.ForEach(r => r.Dispose());
        return held;
    }

    /// <summary>What one more holds, in bytes: what the first ones make once for all, and leave in pools, is not counted.</summary>
    private static long Held(Action<List<object>> openOne)
    {
        const int pages = 10;
        var open = new List<object>(pages + 2);
        openOne(open);
        openOne(open);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < pages; i++)
        {
            openOne(open);
        }

        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / pages;
        GC.KeepAlive(open);
        return held;
    }

    private static double Timed(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>The rows of a page, as the queue page draws them.</summary>
    private sealed class RowList : ComponentBase
    {
        private List<QueueEntry> entries = [];

        public void Change(Func<QueueEntry, QueueEntry> change) => Set([.. entries.Select(change)]);

        public void Set(List<QueueEntry> now)
        {
            entries = now;
            StateHasChanged();
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            foreach (var entry in entries)
            {
                builder.OpenComponent<QueueRowView>(0);
                builder.SetKey(entry.Row.Id);
                builder.AddComponentParameter(1, nameof(QueueRowView.Entry), entry);
                builder.AddComponentParameter(2, nameof(QueueRowView.MayClaim), true);
                builder.AddComponentParameter(3, nameof(QueueRowView.Claim), (Func<QueueRow, Task>)Nothing);
                builder.CloseComponent();
            }
        }

        private static readonly Func<QueueRow, Task> Nothing = _ => Task.CompletedTask;
    }

#pragma warning disable BL0006 // A renderer of one's own needs the types a batch is made of.
    /// <summary>Draws into nothing and counts what was drawn.</summary>
    private sealed class CountingRenderer(IServiceProvider services) : Renderer(services, services.GetRequiredService<ILoggerFactory>())
    {
        public int DrawnRows { get; private set; }

        public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

        public RowList Show(List<QueueEntry> entries)
        {
            var list = (RowList)InstantiateComponent(typeof(RowList));
            var task = RenderRootComponentAsync(AssignRootComponentId(list));
            Assert.True(task.IsCompleted);
            list.Set(entries);
            return list;
        }

        protected override Task UpdateDisplayAsync(in RenderBatch renderBatch)
        {
            var drawn = 0;
            for (var i = 0; i < renderBatch.UpdatedComponents.Count; i++)
            {
                drawn += renderBatch.UpdatedComponents.Array[i].Edits.Count > 0 ? 1 : 0;
            }

            DrawnRows = drawn;
            return Task.CompletedTask;
        }

        protected override void HandleException(Exception exception) => throw new InvalidOperationException("Drawing failed.", exception);
    }
#pragma warning restore BL0006
}
