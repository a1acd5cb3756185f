using FeedbackHub.App.Api;

namespace FeedbackHub.App.Hubs;

/// <summary>The SignalR hub for desktop tools and wallboards.</summary>
public static class LiveHubModule
{
    /// <summary>Where it is.</summary>
    public const string Path = "/hubs/live";

    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Adds it.</summary>
    public static void AddLiveHub(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("LiveHub").Get<LiveHubOptions>() ?? new LiveHubOptions());
        builder.Services.AddSingleton<LivePumps>();
        builder.Services.AddSignalR()
            .AddHubOptions<LiveHub>(options =>
            {
                options.MaximumReceiveMessageSize = 4096; // a subscription is a few dozen bytes
                options.KeepAliveInterval = TimeSpan.FromSeconds(10);
                options.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
                options.HandshakeTimeout = TimeSpan.FromSeconds(5);
            })
            .AddJsonProtocol(options => ApiJson.Configure(options.PayloadSerializerOptions));
        // The framework's request log would write addresses with their access_token, and put the address (which may hold a
        // tracking code) around every other line as a scope, whatever level somebody configures. Faults are logged by us.
        builder.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            for (var i = options.Rules.Count - 1; i >= 0; i--)
            {
                if (options.Rules[i].CategoryName is { } category && category.StartsWith(RequestLog, StringComparison.OrdinalIgnoreCase))
                {
                    options.Rules.RemoveAt(i);
                }
            }

            foreach (var provider in options.Rules.Select(r => r.ProviderName).Append(null).Distinct().ToList())
            {
                options.Rules.Add(new LoggerFilterRule(provider, RequestLog, LogLevel.None, null));
            }
        });
    }

    /// <summary>Maps it.</summary>
    public static void MapLiveHub(this WebApplication app) => app.MapHub<LiveHub>(Path).RequireAuthorization(ApiAccess.Policy);
}
