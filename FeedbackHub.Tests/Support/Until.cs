using System.Diagnostics;
using Xunit;

namespace FeedbackHub.Tests.Support;

/// <summary>Waits for what another process or thread brings about; what does not come is a failure that names it, never a hang.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90); // the machine may be small

    public static Task HoldsAsync(string what, Func<bool> holds) => HoldsAsync(what, () => Task.FromResult(holds()));

    public static async Task HoldsAsync(string what, Func<Task<bool>> holds)
    {
        var since = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(since.Elapsed < Patience, $"After {Patience.TotalSeconds:0} s still not so: {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
