using FeedbackHub.Core.Live;

namespace FeedbackHub.Tests.Support;

/// <summary>Lets a node's clock go on until its tail, which polls, has come to a place in the journal.</summary>
internal static class Reaching
{
    public static async Task ReachAsync(this HubFixture node, long seq)
    {
        var feed = node.Get<LiveFeed>();
        await Until.HoldsAsync($"the tail is at {seq}", () =>
        {
            node.Time.Advance(TimeSpan.FromSeconds(1));
            return feed.Head >= seq;
        });
    }
}
