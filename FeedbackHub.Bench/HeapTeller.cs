using System.Globalization;

namespace FeedbackHub.Bench;

/// <summary>
/// Runs inside the hub's process, brought there by <see cref="StartupHook"/>: for each line of standard input it collects all
/// garbage and says what is left. The hub itself has no place for it.
/// </summary>
internal static class HeapTeller
{
    /// <summary>What its lines begin with; bytes follow.</summary>
    public const string Says = "FeedbackHub.Bench: heap ";

    private const string Variable = "FEEDBACKHUB_BENCH_HEAP";

    /// <summary>What the hub finds in its environment to be asked.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Environment =>
        [new("DOTNET_STARTUP_HOOKS", typeof(HeapTeller).Assembly.Location), new(Variable, "yes")];

    /// <summary>Begins listening, where the environment says so.</summary>
    public static void Listen()
    {
        if (System.Environment.GetEnvironmentVariable(Variable) is not null)
        {
            new Thread(Answer) { IsBackground = true }.Start();
        }
    }

    private static void Answer()
    {
        while (Console.In.ReadLine() is not null)
        {
            for (var i = 0; i < 2; i++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Says}{GC.GetTotalMemory(forceFullCollection: false)}"));
        }
    }
}
