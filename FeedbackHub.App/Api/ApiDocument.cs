using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using NodaTime;

namespace FeedbackHub.App.Api;

/// <summary>An example of a request's body, for the OpenAPI document.</summary>
public sealed record ApiExample(object Body);

/// <summary>The OpenAPI document: what ASP.NET Core cannot know by itself.</summary>
public static class ApiDocument
{
    private const string Bearer = "token";

    /// <summary>Adds the document.</summary>
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith(HubApi.Path[1..], StringComparison.Ordinal) == true;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(Instant) || context.JsonTypeInfo.Type == typeof(Instant?))
            {
                schema.Type = JsonSchemaType.String | (context.JsonTypeInfo.Type == typeof(Instant?) ? JsonSchemaType.Null : 0);
                schema.Format = "date-time";
                schema.Description ??= "ISO 8601 in UTC, with Z.";
            }

            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
            var json = context.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiExample>().FirstOrDefault() is { } example
                && operation.RequestBody?.Content is { } content && content.TryGetValue("application/json", out var body))
            {
                body.Example = WithoutDefaults(example.Body, json);
            }

            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.Name == CaseEndpoints.IdempotencyKey) ?? [])
            {
                parameter.Required = true;
                parameter.Description = "Chosen by you, different for each filing, such as a UUID; at most 500 characters.";
            }

            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.Name == "number") ?? [])
            {
                parameter.Description = "The case's number.";
                parameter.Example = "FH-2026-000123";
            }

            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                if (parameter.In == ParameterLocation.Query && CaseListQuery.Choices.TryGetValue(parameter.Name ?? "", out var words))
                {
                    parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(w => (JsonNode)w)] };
                }
            }

            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "FeedbackHub",
                Version = "v1",
                Description = "File complaints and feedback, and work them. Problems are RFC 9457 (application/problem+json), in the language of Accept-Language. Properties that are not listed here are refused. Times are ISO 8601 in UTC.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token made in the administration, such as fh_…, with the scopes file, read or work, for all departments or some.",
            };
            return Task.CompletedTask;
        });
    });

    private static JsonObject WithoutDefaults(object body, JsonSerializerOptions json)
    {
        var example = JsonSerializer.SerializeToNode(body, json)!.AsObject();
        var empty = example.Where(p => p.Value is null || (p.Value.GetValueKind() == JsonValueKind.String && p.Value.GetValue<string>().Length == 0) || p.Value.GetValueKind() == JsonValueKind.False)
            .Select(p => p.Key).ToList();
        empty.ForEach(name => example.Remove(name));
        return example;
    }
}
