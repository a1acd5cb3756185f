namespace FeedbackHub.App.Queue;

/// <summary>Registers the live queue.</summary>
public static class QueueModule
{
    /// <summary>Adds what its pages need, for each circuit.</summary>
    public static IServiceCollection AddQueue(this IServiceCollection services) => services
        .AddScoped<ViewCounts>()
        .AddScoped<CaseTaking>()
        .AddTransient<LiveQueue>();
}
