using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Tests.Public;

namespace FeedbackHub.Tests.Support;

/// <summary>The real program as a process of its own, on one folder and one port, so that it can be killed and started again.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private Process? process;
    private Task<string> errors = Task.FromResult("");
    private TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StorageOptions Storage { get; } = new() { Folder = Path.Combine(Path.GetTempPath(), $"feedbackhub-test-{Guid.NewGuid():N}") };

    public DatabaseOptions Database { get; init; } = TestDatabase.New();

    /// <summary>True where the database is somebody else's, who made it and drops it.</summary>
    public bool IsNode { get; init; }

    /// <summary>Further arguments.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>What it finds in its environment at its next start.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Done while it is open; a new task from each kill on.</summary>
    public Task Listening => listening.Task;

    /// <summary>Starts it, and returns once it is open.</summary>
    public async Task StartAsync()
    {
        if (!await OpensAsync())
        {
            throw new InvalidOperationException($"It did not start: {await errors}");
        }
    }

    /// <summary>Starts it. Answers whether it came to be open: false where it ended before, killed amid its own first writes.</summary>
    public async Task<bool> OpensAsync()
    {
        if (!Directory.Exists(Storage.Folder) && !IsNode)
        {
            await TestDatabase.PutFreshAsync(Storage, Database);
        }

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            typeof(HubHost).Assembly.Location, "--environment=Testing", $"--urls={Address}", $"--Storage:Folder={Storage.Folder}",
            $"--Database:Provider={Database.Provider}", $"--Database:ConnectionString={Database.ConnectionString}",
            "--Logging:LogLevel:Default=Error", .. PublicHost.Generous, .. Arguments,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "FeedbackHub: open")
            {
                listening.TrySetResult();
                return true;
            }
        }

        return false;
    }

    /// <summary>SIGTERM, as a service is stopped: it ends what it has begun, and then itself. Answers its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        StopListening();
        using (var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        var code = process.ExitCode;
        process.Dispose();
        process = null;
        return code;
    }

    /// <summary>Waits until it ends by itself. Answers its exit code.</summary>
    public async Task<int> EndAsync(string why)
    {
        await Until.HoldsAsync($"the hub ends: {why}", () => process!.HasExited);
        await process!.WaitForExitAsync();
        StopListening();
        var code = process.ExitCode;
        process.Dispose();
        process = null;
        return code;
    }

    /// <summary>SIGKILL: no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        StopListening();
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Whoever waits for it to open goes on waiting, where it died before it did.</summary>
    private void StopListening()
    {
        if (listening.Task.IsCompleted)
        {
            listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        await TestDatabase.DropAsync(Storage, IsNode ? new DatabaseOptions() : Database);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
