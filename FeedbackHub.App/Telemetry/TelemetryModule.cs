using System.Diagnostics;
using FeedbackHub.Core.Telemetry;
using Microsoft.AspNetCore.Components.Server.Circuits;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FeedbackHub.App.Telemetry;

/// <summary>Metrics and traces to a collector (configuration section <c>Telemetry</c>).</summary>
public sealed class TelemetryOptions
{
    /// <summary>The collector's OTLP address, such as <c>http://127.0.0.1:4318</c>; empty: nothing is sent.</summary>
    public string Otlp { get; set; } = "";

    /// <summary><c>HttpProtobuf</c> (usually port 4318) or <c>Grpc</c> (4317).</summary>
    public OtlpExportProtocol Protocol { get; set; } = OtlpExportProtocol.HttpProtobuf;

    /// <summary>Seconds between two sendings of metrics.</summary>
    public int EverySeconds { get; set; } = 30;
}

/// <summary>Sends what is measured, where that is configured.</summary>
internal static class TelemetryModule
{
    private const string Path = "url.path";
    private const string Query = "url.query";

    /// <summary>Adds it.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CircuitHandler, CircuitCount>();
        var options = builder.Configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new TelemetryOptions();
        if (options.Otlp.Length == 0)
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("feedbackhub", serviceVersion: typeof(HubTelemetry).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics => metrics
                .AddMeter(HubTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
                .AddOtlpExporter((exporter, reader) =>
                {
                    To(exporter, "metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.EverySeconds * 1000;
                }))
            .WithTracing(traces => traces
                .AddSource(HubTelemetry.Name)
                .AddAspNetCoreInstrumentation(web => web.EnrichWithHttpResponse = (span, response) => HideAddress(span, response.HttpContext))
                .AddOtlpExporter(exporter => To(exporter, "traces")));

        void To(OtlpExporterOptions exporter, string signal)
        {
            exporter.Protocol = options.Protocol;
            exporter.Endpoint = new Uri(options.Protocol == OtlpExportProtocol.Grpc ? options.Otlp : $"{options.Otlp.TrimEnd('/')}/v1/{signal}");
        }
    }

    /// <summary>Addresses hold tracking codes, receipts and what people search for: a span says which page it was and no more.</summary>
    private static void HideAddress(Activity span, HttpContext context)
    {
        span.SetTag(Path, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)");
        span.SetTag(Query, null);
    }
}
