using FeedbackHub.Core.Live;
using Xunit;

namespace FeedbackHub.Tests.Support;

/// <summary>Lets a node's clock go on until its tail, which polls, has come to a place in the journal.</summary>
internal static class Reaching
{
    public static async Task ReachAsync(this HubFixture node, long seq)
    {
        var feed = node.Get<LiveFeed>();
        while (feed.Head < seq)
        {
            node.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
