using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FeedbackHub.Tests.Hubs;

/// <summary>Cuts open connections of the hub the way a network does: without a word.</summary>
internal sealed class ConnectionCuts : IStartupFilter
{
    private readonly ConcurrentDictionary<HttpContext, bool> open = new();

    /// <summary>How many were cut.</summary>
    public int Made { get; private set; }

    /// <summary>Cuts all that are open now.</summary>
    public void Cut()
    {
        foreach (var context in open.Keys)
        {
            context.Abort();
            Made++;
        }
    }

    /// <inheritdoc />
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            if (!context.WebSockets.IsWebSocketRequest && !context.Request.Headers.ContainsKey("Upgrade"))
            {
                await rest(context);
                return;
            }

            open.TryAdd(context, true);
            try
            {
                await rest(context);
            }
            finally
            {
                open.TryRemove(context, out _);
            }
        });
        next(app);
    };
}
