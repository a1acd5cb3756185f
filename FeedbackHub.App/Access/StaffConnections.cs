using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FeedbackHub.App.Access;

/// <summary>The open live connections of each staff member, so that they can be cut.</summary>
public sealed class StaffConnections
{
    private readonly ConcurrentDictionary<HttpContext, (long StaffId, string? Stamp)> open = new();

    /// <summary>How many are open for somebody.</summary>
    public int CountOf(long staffId) => open.Count(c => c.Value.StaffId == staffId);

    /// <summary>Cuts the connections of somebody whose cookies are no longer good, all but those made with <paramref name="stamp"/>.</summary>
    public void CutAllBut(long staffId, string? stamp)
    {
        foreach (var (context, _) in open.Where(c => c.Value.StaffId == staffId && (stamp is null || c.Value.Stamp != stamp)))
        {
            context.Abort();
        }
    }

    /// <summary>Keeps a connection for as long as it lasts.</summary>
    public async Task KeepAsync(HttpContext context, long staffId, string? stamp, Func<Task> serve)
    {
        open.TryAdd(context, (staffId, stamp));
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
        var identity = app.Services.GetRequiredService<IOptions<IdentityOptions>>().Value;
        app.Use((context, next) =>
            (context.Request.Path.StartsWithSegments("/_blazor") || context.Request.Path.StartsWithSegments("/hubs"))
            && CurrentStaff.IdOf(context.User) is { } staffId
                ? connections.KeepAsync(context, staffId, StaffCookie.StampOf(context.User, identity), () => next(context))
                : next(context));
    }
}
