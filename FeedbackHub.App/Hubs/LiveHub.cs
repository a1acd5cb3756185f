using FeedbackHub.App.Api;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.SignalR;

namespace FeedbackHub.App.Hubs;

/// <summary>Live updates for desktop tools and wallboards: each connection hears, in order, what concerns its caller and no more.</summary>
public sealed class LiveHub(LivePumps pumps) : Hub<ILiveClient>
{
    /// <summary>
    /// Begins telling: everything after a number in the journal, or only what is new where none is given. Once for each
    /// connection; to resume, connect again and give the last number heard.
    /// </summary>
    public async Task Subscribe(long? after)
    {
        if (Context.GetHttpContext() is not { } http || await ApiCaller.BindAsync(http) is not { } caller)
        {
            Context.Abort();
            return;
        }

        if (!caller.Actor.Can(Permissions.LiveListen))
        {
            throw new HubException("not-allowed");
        }

        if (!pumps.Start(Context, caller.Actor, after))
        {
            throw new HubException("subscribed-already");
        }
    }

    /// <inheritdoc />
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await pumps.StopAsync(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }
}
