using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FeedbackHub.Core.Backups;

namespace FeedbackHub.App.Shell;

/// <summary>
/// The commands <c>backup FILE</c> and <c>restore FILE [--verify]</c>. They end with 0 where it is done, 1 where it was
/// refused or failed, 2 where they were called wrongly, and 130 where they were interrupted.
/// </summary>
internal static class BackupCommand
{
    public const string PassphraseVariable = "FEEDBACKHUB_PASSPHRASE";

    private const string Usage = """
        dotnet FeedbackHub.App.dll backup FILE [--passphrase-file F]
        dotnet FeedbackHub.App.dll restore FILE [--verify] [--without-keys] [--passphrase-file F]
          The passphrase that seals the keys is the first line of F, or the environment variable FEEDBACKHUB_PASSPHRASE.
        """;

    private const string NoKeys = """
        ==================================================  WARNING  ==================================================
        This backup holds NO KEYS, because no passphrase was given. If it is restored without the folder keys/:
          - no tracking code that was given to a customer opens its case any more, and none can be given anew;
          - all who are signed in have to sign in again, and forms that lie open are asked for once more.
        Give a passphrase (--passphrase-file F), or keep a copy of the folder keys/ in a safe place yourself.
        ===============================================================================================================
        """;

    /// <summary>True where the program was called with one of them.</summary>
    public static bool IsMeant(string[] args) => args is ["backup" or "restore", ..];

    /// <summary>Runs it and answers the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? with = null)
    {
        var own = new List<string>();
        var configuration = new List<string>();
        string? passphraseFile = null;
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i] == "--passphrase-file" && i + 1 < args.Length)
            {
                passphraseFile = args[++i];
            }
            else
            {
                (args[i] is "--verify" or "--without-keys" || !args[i].StartsWith('-') ? own : configuration).Add(args[i]);
            }
        }

        var file = own.FirstOrDefault(a => !a.StartsWith('-'));
        if (file is null || own.Count(a => !a.StartsWith('-')) > 1 || (args[0] == "backup" && own.Count > 1) || configuration.Any(c => !c.Contains('=')))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        using var ending = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            await using var app = Program.Build([.. configuration], with);
            var passphrase = passphraseFile is not null ? Passphrase.Read(passphraseFile)
                : Environment.GetEnvironmentVariable(PassphraseVariable) is { Length: > 0 } given ? Passphrase.Checked(given, PassphraseVariable) : null;
            var console = new Progress();
            if (args[0] == "backup")
            {
                var made = await app.Services.GetRequiredService<MakeBackup>().RunAsync(file, passphrase, console.Tell, ending.Token);
                await SayAsync(made, $"backed up to {file}");
                if (!made.HasKeys)
                {
                    await Console.Error.WriteLineAsync(NoKeys);
                }

                return 0;
            }

            var restore = app.Services.GetRequiredService<RestoreBackup>();
            if (own.Contains("--verify"))
            {
                var verified = await restore.VerifyAsync(file, passphrase, console.Tell, ending.Token);
                await SayAsync(verified, $"{file} is whole: every hash and every count is what the manifest says{(verified.HasKeys && passphrase is not null ? ", and the passphrase opens the keys" : "")}");
                await WarnOfKeysAsync(verified, passphrase is null);
                return 0;
            }

            var restored = await restore.RunAsync(file, passphrase, own.Contains("--without-keys"), console.Tell, ending.Token);
            await SayAsync(restored, $"restored from {file}");
            await WarnOfKeysAsync(restored, own.Contains("--without-keys"));
            return 0;
        }
        catch (BackupRefusedException refused)
        {
            await Console.Error.WriteLineAsync($"FeedbackHub: {refused.Message}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("FeedbackHub: interrupted. Nothing was left behind.");
            return 130;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ending.Cancel();
        }
    }

    private static async Task SayAsync(BackupManifest manifest, string what)
    {
        Console.WriteLine($"FeedbackHub: {what}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  taken {manifest.TakenAt} by version {manifest.Version} on {manifest.Provider}: {manifest.Database.Rows.GetValueOrDefault("Cases")} cases, journal up to {manifest.Database.JournalHead}, {manifest.Database.Rows.Values.Sum()} rows in {manifest.Database.Rows.Count} tables, {manifest.Parts.Count} parts, {(manifest.HasKeys ? "with" : "without")} keys"));
        foreach (var missing in manifest.Missing)
        {
            await Console.Error.WriteLineAsync($"FeedbackHub: WARNING: the attachment {missing} was missing or damaged in the store when the backup was made.");
        }
    }

    private static async Task WarnOfKeysAsync(BackupManifest manifest, bool unopened)
    {
        if (!manifest.HasKeys)
        {
            await Console.Error.WriteLineAsync("FeedbackHub: WARNING: there are no keys in this backup. Unless keys/ is put back from elsewhere before the hub starts, no tracking code given out opens its case.");
        }
        else if (unopened)
        {
            await Console.Error.WriteLineAsync("FeedbackHub: WARNING: the keys in it were left sealed, as no passphrase was given.");
        }
    }

    /// <summary>One line that moves on a terminal; elsewhere a line for each step and every tenth of it.</summary>
    private sealed class Progress
    {
        private string what = "";
        private long tenth = -1;
        private long lastShown;

        public void Tell(BackupStep step)
        {
            var isNew = step.What != what;
            var reached = step.Of > 0 ? step.Done * 10 / step.Of : 0;
            var due = Console.IsOutputRedirected ? reached != tenth : Stopwatch.GetElapsedTime(lastShown) > TimeSpan.FromMilliseconds(100) || step.Done == step.Of;
            if (!isNew && !due)
            {
                return;
            }

            (what, tenth, lastShown) = (step.What, reached, Stopwatch.GetTimestamp());
            var line = step.Of > 0 ? string.Create(CultureInfo.InvariantCulture, $"  {step.What}: {step.Done * 100 / step.Of} %") : $"  {step.What} …";
            if (Console.IsOutputRedirected || (step.Of > 0 && step.Done == step.Of) || step.Of == 0)
            {
                Console.WriteLine(Console.IsOutputRedirected ? line : $"\r{line}   ");
            }
            else
            {
                Console.Write($"\r{line}   ");
            }
        }
    }
}
