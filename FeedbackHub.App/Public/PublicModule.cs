using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using FeedbackHub.Core;
using FeedbackHub.Core.Demo;
using Microsoft.AspNetCore.HttpOverrides;

namespace FeedbackHub.App.Public;

/// <summary>The public site: static pages for customers, usable without JavaScript and without an account.</summary>
public static class PublicModule
{
    /// <summary>Adds it, set up by the configuration section <c>Public</c>.</summary>
    public static void AddPublicSite(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Public").Get<PublicOptions>() ?? new PublicOptions();
        if (options.Organisation is { En: "", Zh: "" } && builder.Environment.IsDevelopment())
        {
            (options.Organisation.En, options.Organisation.Zh) = DemoName.Read();
        }

        var storage = builder.Configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        if (storage.OrphanHours <= options.KeptFileHours)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Storage:OrphanHours ({storage.OrphanHours}) must be more than Public:KeptFileHours ({options.KeptFileHours}): a file would be deleted while a customer can still send it. Set Storage:OrphanHours higher, 48 as it is by default."));
        }

        var services = builder.Services;
        services.AddRazorComponents();
        services.AddSingleton<HtmlEncoder, PublicEncoder>();
        services.AddSingleton(options);
        services.AddSingleton<PublicSeals>();
        services.AddSingleton<FormSeals>();
        services.AddSingleton<KeptFiles>();
        services.AddSingleton<PostedForms>();
        services.AddSingleton<ClientLimits>();
        services.AddSingleton<CompanyTime>();
        services.AddSingleton<CountedWords>();
        services.AddSingleton<PromiseStory>();
        services.AddSingleton<KeptCommitment>();
        services.AddSingleton<CommitmentWords>();
        services.AddSingleton<Receipts>();
        services.AddSingleton<ReceiptShown>();
        services.AddSingleton<TrackSession>();
        services.AddSingleton<FormWords>();
        services.AddSingleton<FilingPost>();
        services.AddSingleton<Topics>();
        services.AddSingleton<TrackedCasePage>();
        services.AddSingleton<TrackPosts>();
        services.AddTransient(_ => new PublicSite(
            Known(PublicLanguages.Current == PublicLanguages.Chinese && options.Organisation.Zh.Length > 0 ? options.Organisation.Zh : options.Organisation.En),
            Known(options.Hotline), Known(options.Email)));
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in options.KnownProxies)
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
    }

    /// <summary>Believes the configured proxies about who the client is; nobody where none is configured. Comes first.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PublicOptions>().KnownProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }
    }

    /// <summary>Maps its pages.</summary>
    public static void MapPublicSite(this WebApplication app)
    {
        var site = app.MapGroup("").DisableAntiforgery(); // checked by each post itself: an old form comes back with what was typed
        site.AddEndpointFilter((context, next) =>
        {
            (context.HttpContext.Response.Headers.CacheControl, context.HttpContext.Response.Headers.Pragma) = ("no-cache, no-store", "no-cache");
            return next(context);
        });
        site.MapHome();
        site.MapCommitment();
        site.MapFiling();
        site.MapReceipt();
        site.MapTrack();
    }

    private static string? Known(string text) => text.Length > 0 ? text : null;
}
