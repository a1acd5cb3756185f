using System.Globalization;
using System.Runtime.InteropServices;
using FeedbackHub.Core.Data;

namespace FeedbackHub.App.Shell;

/// <summary>
/// The command <c>rebuild-promises [--repair]</c>. It ends with 0 where nothing stored differs from what the journal tells (or no
/// longer, after the repair), 1 where something does, 2 where it was called wrongly, and 130 where it was interrupted.
/// </summary>
internal static class RebuildCommand
{
    private const string Name = "rebuild-promises";
    private const string Repair = "--repair";

    /// <summary>True where the program was called with it.</summary>
    public static bool IsMeant(string[] args) => args is [Name, ..];

    /// <summary>Runs it and answers the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? with = null)
    {
        string[] configuration = [.. args.Skip(1).Where(a => a != Repair)];
        if (configuration.Any(c => !c.StartsWith("--", StringComparison.Ordinal) || !c.Contains('=')))
        {
            await Console.Error.WriteLineAsync($"dotnet FeedbackHub.App.dll {Name} [{Repair}]");
            return 2;
        }

        using var ending = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            await using var app = Program.Build(configuration, with);
            if (await app.Services.GetRequiredService<Schema>().StateAsync(ending.Token) is var state and not SchemaState.Ours)
            {
                throw new SchemaRefusedException(state);
            }

            var rebuild = app.Services.GetRequiredService<RebuildPromises>();
            var repairs = args.Contains(Repair);
            var found = 0L;
            var tenth = -1L;
            var (cases, left) = await (repairs ? rebuild.RepairAsync(Tell, Progress, ending.Token) : rebuild.CompareAsync(Tell, Progress, ending.Token));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"FeedbackHub: {cases} cases replayed, {found} differences{(repairs && found > 0 ? $", {left} left after the repair" : "")}"));
            return left == 0 ? 0 : 1;

            void Tell(PromiseDifference difference)
            {
                found++;
                Console.WriteLine($"  {(difference.CaseNumber.Length > 0 ? difference.CaseNumber : "tally")} {difference.What}: stored {difference.Stored}; computed {difference.Computed}");
            }

            void Progress(long done, long all)
            {
                var reached = all == 0 ? 10 : done * 10 / all;
                if (reached != tenth)
                {
                    tenth = reached;
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {done} of {all} cases"));
                }
            }
        }
        catch (SchemaRefusedException refused)
        {
            await Console.Error.WriteLineAsync($"FeedbackHub: {refused.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("FeedbackHub: interrupted. What was repaired stays so; run it again.");
            return 130;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ending.Cancel();
        }
    }
}
