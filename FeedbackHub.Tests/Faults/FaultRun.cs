using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace FeedbackHub.Tests.Faults;

/// <summary>How long the faults go on: short within every run of the tests, long where FEEDBACKHUB_FAULTS says so (<c>./test.sh --faults</c>).</summary>
internal static class FaultRun
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("FEEDBACKHUB_FAULTS") == "long";

    public static int Times(int brief, int atLength) => IsLong ? atLength : brief;

    public static TimeSpan Seconds(double brief, double atLength) => TimeSpan.FromSeconds(IsLong ? atLength : brief);

    /// <summary>A hub that does not log what the test does to it on purpose.</summary>
    public static void Silent(WebApplicationBuilder builder) => builder.Logging.ClearProviders();
}
