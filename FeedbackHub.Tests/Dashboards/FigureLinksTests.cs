using FeedbackHub.App.Dashboard;
using FeedbackHub.App.Queue;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Dashboards;

/// <summary>Whoever follows a figure into the queue finds as many cases there as it said.</summary>
public class FigureLinksTests
{
    [Fact]
    public async Task Every_figure_leads_to_a_queue_with_as_many_cases()
    {
        await using var hub = await HubFixture.StartAsync();
        var work = await RandomWork.DoAsync(hub, seed: 5, filings: 90, days: 20);
        foreach (var department in new long?[] { null, work.Departments[1] })
        {
            var figures = (await hub.Use<ReadDashboard>().ExecuteAsync(work.Supervisor, new(department, 7))).Value;
            await CompareAsync(hub, work.Supervisor, figures, new FigureLinks(figures, department));
        }
    }

    private static async Task CompareAsync(HubFixture hub, Actor reader, DashboardFigures figures, FigureLinks links)
    {
        Task<long> Cases(QueueFilter to) => CountAsync(hub, reader, to);

        foreach (var open in figures.Open)
        {
            Assert.Equal(open.Count, await Cases(links.OpenIn(open.DepartmentId, open.State)));
        }

        Assert.Equal(figures.Open.Sum(o => o.Count), await Cases(links.OpenIn(null, null)));
        Assert.Equal(figures.Open.Sum(o => o.Count), await Cases(links.OldestFirst));
        Assert.Equal(figures.Due.Overdue, await Cases(links.Overdue));
        Assert.Equal(figures.Due.Today, await Cases(links.DueToday));
        Assert.Equal(figures.Promises.Owed, await Cases(links.Owed));
        foreach (var day in figures.Due.Next)
        {
            Assert.Equal(day.Count, await Cases(links.DueOn(day.Date)));
        }

        // A case may have had several promises kept: they are counted by promise, and lead to cases.
        Assert.InRange(await Cases(links.Promises(QueueEvent.Kept)), Math.Min(1, figures.Promises.Kept), figures.Promises.Kept);
        Assert.InRange(await Cases(links.Promises(QueueEvent.Late)), Math.Min(1, figures.Promises.Late), figures.Promises.Late);
        foreach (var age in figures.Ages)
        {
            Assert.Equal(age.Count, await Cases(links.OfAge(age)));
        }

        foreach (var day in figures.Days)
        {
            Assert.Equal(day.Received, await Cases(links.OnDay(QueueEvent.Received, day.Date)));
            Assert.Equal(day.Resolved, await Cases(links.OnDay(QueueEvent.Resolved, day.Date)));
        }

        foreach (var hour in figures.Hours.Where(h => h.Received + h.Resolved > 0))
        {
            Assert.Equal(hour.Received, await Cases(links.InHour(QueueEvent.Received, hour.Start)));
            Assert.Equal(hour.Resolved, await Cases(links.InHour(QueueEvent.Resolved, hour.Start)));
        }

        foreach (var load in figures.Load)
        {
            Assert.Equal(load.Open, await Cases(links.With(load, QueueView.All)));
            Assert.Equal(load.Overdue, await Cases(links.With(load, QueueView.Overdue)));
            Assert.Equal(load.Waiting, await Cases(links.With(load, QueueView.Waiting)));
        }
    }

    /// <summary>Walks the queue page by page, as its address would have it.</summary>
    private static async Task<long> CountAsync(HubFixture hub, Actor reader, QueueFilter filter)
    {
        var (asked, _) = QueueAddress.Read(new Uri(new Uri("http://hub/"), QueueAddress.Of(filter)));
        Assert.Equal(filter, asked);
        var (seen, after) = (new HashSet<long>(), (QueuePlace?)null);
        do
        {
            var page = (await hub.Use<ListQueue>().ExecuteAsync(reader, new(asked, after, 20))).Value;
            Assert.All(page.Rows, row => Assert.True(seen.Add(row.Id)));
            after = page.Next;
        }
        while (after is not null);

        // The rows of a view read one by one, as after a live update, are the same.
        Assert.Equal(seen.Count, (await hub.Use<ReadQueueRows>().ExecuteAsync(reader, new(asked, seen))).Value.Count);
        return seen.Count;
    }
}
