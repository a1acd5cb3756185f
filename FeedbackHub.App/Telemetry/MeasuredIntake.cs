using System.Diagnostics;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Telemetry;

namespace FeedbackHub.App.Telemetry;

/// <summary>Filing as it is seen from outside.</summary>
internal static class MeasuredIntake
{
    /// <summary>Files a case and measures how long it took.</summary>
    public static async Task<Result<Receipt>> FileMeasuredAsync(this FileCase file, Actor actor, Filed filed, CancellationToken cancel)
    {
        using var span = HubTelemetry.Spans.StartActivity("file case");
        var begun = Stopwatch.GetTimestamp();
        var channel = HubTelemetry.Tag("channel", filed.Channel.ToString());
        var outcome = "failed";
        try
        {
            var done = await file.ExecuteAsync(actor, filed, cancel);
            outcome = !done.Succeeded ? "refused" : done.Value.Repeated ? "repeated" : "filed";
            if (outcome == "filed")
            {
                HubTelemetry.Filed.Add(1, channel);
            }

            return done;
        }
        finally
        {
            span?.SetTag("channel", filed.Channel.ToString()).SetTag("outcome", outcome).SetStatus(outcome == "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            HubTelemetry.Intake.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, channel, HubTelemetry.Tag("outcome", outcome));
        }
    }
}
