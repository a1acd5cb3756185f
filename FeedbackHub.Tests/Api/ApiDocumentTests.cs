using FeedbackHub.App.Api;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Xunit;

namespace FeedbackHub.Tests.Api;

public class ApiDocumentTests
{
    [Fact]
    public async Task The_OpenAPI_document_is_valid_and_lists_every_endpoint_with_all_one_needs()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.Client();
        await using var stream = await client.GetStreamAsync($"{HubApi.Path}/openapi.json");
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        memory.Position = 0;

        var read = await OpenApiDocument.LoadAsync(memory, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        var document = read.Document!;
        var documented = document.Paths.SelectMany(p => p.Value.Operations!.Select(o => $"{o.Key} {p.Key}")).Order();
        var mapped = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith(HubApi.Path, StringComparison.Ordinal) && !e.RoutePattern.RawText.EndsWith(".json", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}")).Order();
        Assert.Equal(mapped, documented);
        Assert.Equal(7, document.Paths.Sum(p => p.Value.Operations!.Count));
        Assert.Equal(SecuritySchemeType.Http, document.Components!.SecuritySchemes!.Single().Value.Type);
        Assert.All(document.Paths.SelectMany(p => p.Value.Operations!.Values), operation =>
        {
            Assert.NotEmpty(operation.OperationId!);
            Assert.NotEmpty(operation.Summary!);
            Assert.NotEmpty(operation.Description!);
            Assert.Single(operation.Security!);
            Assert.Contains("401", operation.Responses!.Keys);
            Assert.All(operation.Parameters ?? [], p => Assert.False(string.IsNullOrEmpty(p.Description), p.Name));
            Assert.All(operation.RequestBody?.Content?.Values ?? [], body => Assert.NotNull(body.Example));
        });
        Assert.All(
            document.Components.Schemas!["FilingBody"].Properties!,
            p => Assert.False(string.IsNullOrEmpty(p.Value.Description), p.Key));
        Assert.Contains("description", document.Components.Schemas["FilingBody"].Required!);
        Assert.Equal("date-time", document.Components.Schemas["ReceiptResource"].Properties!["receivedAt"].Format);
    }
}
