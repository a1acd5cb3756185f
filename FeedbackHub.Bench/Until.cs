using System.Diagnostics;

namespace FeedbackHub.Bench;

/// <summary>Waiting for something that another process does.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Until it holds, for a minute at the most.</summary>
    /// <exception cref="TimeoutException">It does not.</exception>
    public static async Task HoldsAsync(string what, Func<bool> holds)
    {
        var since = Stopwatch.StartNew();
        while (!holds())
        {
            if (since.Elapsed > Patience)
            {
                throw new TimeoutException($"In vain waited until {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
