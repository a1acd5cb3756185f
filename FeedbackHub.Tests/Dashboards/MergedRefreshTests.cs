using FeedbackHub.App.Dashboard;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeedbackHub.Tests.Dashboards;

public class MergedRefreshTests
{
    private readonly FakeTimeProvider time = new();
    private int refreshed;

    [Fact]
    public async Task The_first_wish_is_granted_at_once_and_a_burst_becomes_one_more()
    {
        using var refresh = Make();
        var first = refresh.AskAsync();
        Assert.Equal(1, refreshed);
        for (var i = 0; i < 50; i++)
        {
            await refresh.AskAsync();
        }

        Assert.Equal(1, refreshed);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(1, refreshed);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(2, refreshed);
        time.Advance(TimeSpan.FromSeconds(2));
        await first;
        Assert.Equal(2, refreshed);
    }

    [Fact]
    public async Task After_a_quiet_while_the_next_wish_is_granted_at_once_again()
    {
        using var refresh = Make();
        var first = refresh.AskAsync();
        time.Advance(TimeSpan.FromSeconds(2));
        await first;

        _ = refresh.AskAsync();
        Assert.Equal(2, refreshed);
    }

    [Fact]
    public async Task A_refresh_that_failed_does_not_end_all_later_ones()
    {
        using var refresh = new MergedRefresh(time, TimeSpan.FromSeconds(2), () => ++refreshed == 1 ? throw new TimeoutException() : Task.CompletedTask);
        await Assert.ThrowsAsync<TimeoutException>(refresh.AskAsync);

        _ = refresh.AskAsync();
        Assert.Equal(2, refreshed);
    }

    [Fact]
    public async Task Nothing_is_refreshed_once_the_page_is_gone()
    {
        var refresh = Make();
        var first = refresh.AskAsync();
        await refresh.AskAsync();
        refresh.Dispose();
        time.Advance(TimeSpan.FromSeconds(10));
        await first;
        Assert.Equal(1, refreshed);
    }

    private MergedRefresh Make() => new(time, TimeSpan.FromSeconds(2), () =>
    {
        refreshed++;
        return Task.CompletedTask;
    });
}
