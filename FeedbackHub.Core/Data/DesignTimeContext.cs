using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FeedbackHub.Core.Data;

/// <summary>Lets <c>dotnet ef migrations add</c> build the context without the app.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<HubContext>
{
    public HubContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<HubContext>();
        SqliteStorage.Configure(options, "design-time.db");
        return new HubContext(options.Options);
    }
}
