using Microsoft.AspNetCore.Mvc;

namespace FeedbackHub.App.Api;

/// <summary>The REST API for other programs, under <see cref="Path"/>: it translates, calls the use cases, and translates back.</summary>
public static class HubApi
{
    /// <summary>Where it begins.</summary>
    public const string Path = "/api/v1";

    /// <summary>Adds it.</summary>
    public static void AddHubApi(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Api").Get<ApiOptions>() ?? new ApiOptions());
        builder.Services.AddApiAccess();
        builder.Services.AddApiDocument();
        builder.Services.AddSingleton<ApiProblems>();
        builder.Services.AddSingleton<ApiPace>();
        builder.Services.AddSingleton<WrongTokens>();
        builder.Services.AddSingleton<CaseWork>();
        builder.Services.AddSingleton<StateMoves>();
        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        // In every environment, so that ApiErrors can say what is wrong with a body.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>Answers with a problem whatever goes wrong, signing in included. Comes before all that can.</summary>
    public static void UseApiErrors(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), branch => branch.UseMiddleware<ApiErrors>());

    /// <summary>Maps it.</summary>
    public static void MapHubApi(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<ApiOptions>();
        var api = app.MapGroup(Path)
            .RequireAuthorization(ApiAccess.Policy)
            .AddEndpointFilter(app.Services.GetRequiredService<ApiPace>())
            .WithMetadata(new RequestSizeLimitAttribute(options.BodyBytes))
            .WithProblems("unauthenticated", "not-allowed", "too-many-requests", "internal", "unavailable");
        api.MapCases();
        api.MapTimeline();
        api.MapMessages();
        api.MapAssignment();
        api.MapState();
        app.MapOpenApi($"{Path}/openapi.json");
    }

    /// <summary>Says in the OpenAPI document which problems there can be.</summary>
    internal static TBuilder WithProblems<TBuilder>(this TBuilder endpoint, params string[] kinds)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in kinds.Select(k => ApiProblems.Kinds[k]).Distinct())
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ApiProblem), ["application/problem+json"]));
        }

        return endpoint;
    }

    /// <summary>Says that an endpoint answers with the case as it then is.</summary>
    internal static RouteHandlerBuilder ProducesWork(this RouteHandlerBuilder endpoint, params string[] kinds) =>
        endpoint.Produces<CaseResource>().WithProblems(["not-found", .. kinds]);
}
