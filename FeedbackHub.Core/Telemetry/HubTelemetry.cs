using System.Diagnostics;
using System.Diagnostics.Metrics;
using NodaTime;

namespace FeedbackHub.Core.Telemetry;

/// <summary>
/// What the hub measures of itself: meter and activity source <c>FeedbackHub</c>. Names and tags hold nothing about anybody.
/// Measuring costs next to nothing while nobody listens.
/// </summary>
public static class HubTelemetry
{
    /// <summary>Of both meter and activity source.</summary>
    public const string Name = "FeedbackHub";

    private static readonly Meter Meter = new(Name, typeof(HubTelemetry).Assembly.GetName().Version?.ToString(3));

    /// <summary>Spans.</summary>
    public static ActivitySource Spans { get; } = new(Name, typeof(HubTelemetry).Assembly.GetName().Version?.ToString(3));

    /// <summary>From a filing received to its receipt, by channel and outcome (filed, repeated, refused, failed).</summary>
    public static Histogram<double> Intake { get; } = Meter.CreateHistogram<double>("feedbackhub.intake.duration", "s", "From a filing received to its receipt");

    /// <summary>Cases filed, by channel.</summary>
    public static Counter<long> Filed { get; } = Meter.CreateCounter<long>("feedbackhub.cases.filed", "{case}", "Cases filed");

    /// <summary>From a change to its being published on this node.</summary>
    public static Histogram<double> TailLag { get; } = Meter.CreateHistogram<double>("feedbackhub.tail.lag", "s", "From a change to its publication on this node");

    /// <summary>From a change to its being sent to a listener, by audience (hub, circuit).</summary>
    public static Histogram<double> FanOut { get; } = Meter.CreateHistogram<double>("feedbackhub.live.fanout", "s", "From a change to its being sent to a listener");

    /// <summary>Open circuits: pages of staff.</summary>
    public static UpDownCounter<int> Circuits { get; } = Meter.CreateUpDownCounter<int>("feedbackhub.circuits", "{circuit}", "Open circuits");

    /// <summary>Connections that listen at the live hub.</summary>
    public static UpDownCounter<int> HubConnections { get; } = Meter.CreateUpDownCounter<int>("feedbackhub.hub.connections", "{connection}", "Connections that listen at the live hub");

    /// <summary>Cases on a desk whose due time has passed.</summary>
    public static Gauge<long> Overdue { get; } = Meter.CreateGauge<long>("feedbackhub.promises.breached", "{case}", "Cases on a desk whose due time has passed");

    /// <summary>Files that were never sent and have been deleted.</summary>
    public static Counter<long> Orphans { get; } = Meter.CreateCounter<long>("feedbackhub.orphans.deleted", "{file}", "Files never sent and deleted");

    /// <summary>Scheduled backups, by outcome (made, failed).</summary>
    public static Counter<long> Backups { get; } = Meter.CreateCounter<long>("feedbackhub.backups", "{backup}", "Scheduled backups");

    /// <summary>A tag.</summary>
    public static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    /// <summary>Records for each moment how long ago it was.</summary>
    public static void RecordSince(this Histogram<double> histogram, IEnumerable<Instant> moments, TimeProvider time, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (histogram.Enabled)
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            foreach (var moment in moments)
            {
                histogram.Record(Math.Max(0, (now - moment).TotalSeconds), tags);
            }
        }
    }
}
