using System.Collections.Concurrent;
using FeedbackHub.Core.Access;

namespace FeedbackHub.App.Access;

/// <summary>The open live connections of each staff member, so that they can be cut.</summary>
public sealed class StaffConnections
{
    private readonly ConcurrentDictionary<HttpContext, long> open = new();

    /// <summary>How many are open for somebody.</summary>
    public int CountOf(long staffId) => open.Count(c => c.Value == staffId);

    /// <summary>Cuts all connections of somebody.</summary>
    public void Cut(long staffId)
    {
        foreach (var (context, _) in open.Where(c => c.Value == staffId))
        {
            context.Abort();
        }
    }

    /// <summary>Keeps a connection for as long as it lasts.</summary>
    public async Task KeepAsync(HttpContext context, long staffId, Func<Task> serve)
    {
        open.TryAdd(context, staffId);
        try
        {
            await serve();
        }
        finally
        {
            open.TryRemove(context, out _);
        }
    }
}

/// <summary>Puts the live connections of signed-in people into <see cref="StaffConnections"/>.</summary>
public static class StaffConnectionsPipeline
{
    /// <summary>Watches <c>/_blazor</c> and <c>/hubs</c>.</summary>
    public static void UseStaffConnections(this WebApplication app)
    {
        var connections = app.Services.GetRequiredService<StaffConnections>();
        var accounts = app.Services.GetRequiredService<StaffAccounts>();
        app.Use(async (context, next) =>
        {
            var live = context.Request.Path.StartsWithSegments("/_blazor") || context.Request.Path.StartsWithSegments("/hubs");
            if (!live || CurrentStaff.IdOf(context.User) is not { } staffId)
            {
                await next(context);
            }
            else if (await accounts.FindAsync(staffId, context.RequestAborted) is null or { Disabled: true })
            {
                // The cookie is looked at every few seconds only: whoever was just cut must not slip in again.
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            }
            else
            {
                await connections.KeepAsync(context, staffId, () => next(context));
            }
        });
    }
}
