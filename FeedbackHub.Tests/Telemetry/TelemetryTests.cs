using System.Diagnostics.Metrics;
using System.Net;
using FeedbackHub.App.Hubs;
using FeedbackHub.App.Public;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Telemetry;
using FeedbackHub.Tests.Public;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace FeedbackHub.Tests.Telemetry;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_collector_that_is_configured_gets_figures_and_spans_and_nothing_about_anybody()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var collector = await Collector.StartAsync();
        await using var host = await HubHostFixture.StartAsync(null, [.. PublicHost.Generous, $"--Telemetry:Otlp={collector.Address}"]);
        var (_, token) = await host.Hub.TokenAsync(ApiScopes.Read);
        await using var listener = new HubConnectionBuilder()
            .WithUrl(new Uri(host.BaseAddress, LiveHubModule.Path), options => options.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .Build();
        var heard = new TaskCompletionSource();
        listener.On<object[]>(nameof(ILiveClient.Changed), _ => heard.TrySetResult());
        await listener.StartAsync(cancel);
        await listener.InvokeAsync(nameof(LiveHub.Subscribe), 0L, cancel);
        var visitor = new PublicVisitor(host, "en");
        var (number, code) = await visitor.FileAsync("Marked-description of a kettle");
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), cancel);
        var tracked = await visitor.GetAsync(PublicPaths.TrackLink(number, code));
        Assert.True(tracked.Status is HttpStatusCode.OK or HttpStatusCode.SeeOther or HttpStatusCode.Redirect, $"{tracked.Status}");
        await host.Services.GetRequiredService<OverdueCount>().CountAsync(cancel);

        host.Services.GetRequiredService<TracerProvider>().ForceFlush();
        host.Services.GetRequiredService<MeterProvider>().ForceFlush();

        var metrics = collector.Sent("/v1/metrics");
        foreach (var name in (string[])["intake.duration", "cases.filed", "tail.lag", "live.fanout", "hub.connections", "promises.breached"])
        {
            Assert.Contains($"feedbackhub.{name}", metrics);
        }

        var traces = collector.Sent("/v1/traces");
        Assert.Contains("file case", traces);
        Assert.Contains("/track/{number", traces);
        foreach (var secret in (string[])[code, token, "Marked-description", "Wang Min", "wang@example.com"])
        {
            Assert.DoesNotContain(secret, traces);
            Assert.DoesNotContain(secret, metrics);
        }
    }

    [Fact]
    public async Task Nothing_is_gathered_where_no_collector_is_configured()
    {
        await using var host = await HubHostFixture.StartAsync();
        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
    }

    [Fact]
    public async Task Cases_whose_due_time_has_passed_are_counted()
    {
        await using var hub = await HubFixture.StartAsync();
        await hub.FileAsync();
        var mine = new AsyncLocal<bool> { Value = true };
        var counted = new List<long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument == HubTelemetry.Overdue)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) =>
        {
            if (mine.Value)
            {
                counted.Add(value);
            }
        });
        listener.Start();

        await hub.Get<OverdueCount>().CountAsync(TestContext.Current.CancellationToken);
        hub.Time.Advance(TimeSpan.FromDays(30));
        await hub.Get<OverdueCount>().CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal([0, 1], counted);
    }
}
