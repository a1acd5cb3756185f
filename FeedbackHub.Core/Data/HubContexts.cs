using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data;

/// <summary>Hands out the contexts of the configured database as those of the hub: EF Core's factories know no inheritance.</summary>
internal sealed class HubContexts<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<HubContext>
    where TContext : HubContext
{
    public HubContext CreateDbContext() => contexts.CreateDbContext();

    public async Task<HubContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await contexts.CreateDbContextAsync(cancellationToken);
}
