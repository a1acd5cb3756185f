using System.Diagnostics;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Scale;

/// <summary>
/// Measures, for a person to read, what lists and pages cost with ten thousand and with a million cases. Not part of the
/// suite: run it with <c>-explicit only -class FeedbackHub.Tests.Scale.ScaleTests -showLiveOutput</c>; it takes some minutes
/// and two gigabytes of disk. That no query grows with the table is held in the suite by the query plans.
/// </summary>
public class ScaleTests(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public async Task What_a_page_costs(int count)
    {
        await using var hub = await HubFixture.StartAsync();
        var filling = Stopwatch.StartNew();
        await ManyCases.FillAsync(hub, count);
        output.WriteLine($"{count:N0} cases filled in {filling.Elapsed.TotalSeconds:F0} s, {new FileInfo(hub.Storage.Database).Length >> 20} MiB");
        var readers = new Dictionary<string, Actor>
        {
            ["handler, 1 department"] = await hub.HandlerAsync("One", 1),
            ["handler, 3 departments"] = await hub.HandlerAsync("Three", 1, 2, 3),
            ["supervisor"] = await hub.SupervisorAsync(),
        };
        foreach (var (name, actor) in readers)
        {
            foreach (var view in Enum.GetValues<QueueView>())
            {
                foreach (var sort in view == QueueView.Finished ? [QueueSort.Activity] : Enum.GetValues<QueueSort>())
                {
                    var filter = new QueueFilter { View = view, Sort = sort };
                    QueuePlace? after = null;
                    var rows = 0;
                    await MeasureAsync($"{name}, {view} by {sort}, page 1", () => PageAsync(hub, actor, filter, null));
                    for (var page = 0; page < 50; page++)
                    {
                        var read = await PageAsync(hub, actor, filter, after);
                        rows += read.Rows.Count;
                        if (read.Next is null)
                        {
                            break;
                        }

                        after = read.Next;
                    }

                    await MeasureAsync($"{name}, {view} by {sort}, page at {rows}", () => PageAsync(hub, actor, filter, after));
                }
            }

            foreach (var words in new[] { "退款", "退", "爆炸", "kettle", "explosion kett", "漏水 leaks", "nothingness", "000123" })
            {
                await MeasureAsync($"{name}, search {words}", () => PageAsync(hub, actor, new QueueFilter { Words = words }, null));
            }

            await MeasureAsync($"{name}, CountViews", async () => Assert.True((await hub.Use<CountViews>().ExecuteAsync(actor, new CountViews.Request())).Succeeded));
            await MeasureAsync($"{name}, ReadCase", async () => await hub.Use<ReadCase>().ExecuteAsync(actor, new ReadCase.Request(count / 2)));
            await MeasureAsync($"{name}, ReadTimeline", async () => await hub.Use<ReadTimeline>().ExecuteAsync(actor, new ReadTimeline.Request(count / 2)));
        }

        await MeasureAsync("filing", () => hub.FileAsync());
    }

    private async Task MeasureAsync(string what, Func<Task> work)
    {
        const int times = 9;
        await work();
        var took = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var clock = Stopwatch.StartNew();
            await work();
            took.Add(clock.Elapsed.TotalMilliseconds);
        }

        took.Sort();
        output.WriteLine($"{took[times / 2],8:F1} ms  {what}");
    }

    private static async Task<QueuePage> PageAsync(HubFixture hub, Actor actor, QueueFilter filter, QueuePlace? after) =>
        (await hub.Use<ListQueue>().ExecuteAsync(actor, new ListQueue.Request(filter, after, 50))).Value;
}
