using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace FeedbackHub.Bench;

/// <summary>
/// Debian's PostgreSQL in a scratch folder on a free port, as durable as it is by default: every commit is synced to the disk.
/// Stopped and removed at the end.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string bin;
    private readonly string folder = Directory.CreateTempSubdirectory("feedbackhub-bench-postgres-").FullName;
    private readonly int port = ServerProcess.FreePort();
    private readonly IDisposable leftover;

    private PostgresServer(string bin)
    {
        this.bin = bin;
        leftover = Leftovers.Keep(Remove);
    }

    /// <summary>Its version.</summary>
    public string Version { get; private set; } = "";

    private string Data => Path.Combine(folder, "data");

    /// <summary>Starts one; null where PostgreSQL is not on this machine.</summary>
    public static async Task<PostgresServer?> StartAsync()
    {
        const string all = "/usr/lib/postgresql";
        var bin = Directory.Exists(all)
            ? Directory.EnumerateDirectories(all).Select(v => Path.Combine(v, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb")))
                .MaxBy(b => int.TryParse(Path.GetFileName(Path.GetDirectoryName(b)), CultureInfo.InvariantCulture, out var version) ? version : 0)
            : null;
        if (bin is null)
        {
            return null;
        }

        var server = new PostgresServer(bin);
        Do("chmod", ["711", server.folder]);
        Directory.CreateDirectory(server.Data);
        if (Environment.IsPrivilegedProcess)
        {
            Do("chown", ["postgres", server.Data]);
        }

        server.Call("initdb", "-D", server.Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C");
        server.Call(
            "pg_ctl", "-D", server.Data, "-w", "-l", Path.Combine(server.Data, "log"),
            "-o", $"-c listen_addresses=127.0.0.1 -p {server.port} -k {server.Data} -c max_connections=400", "start");
        await using var connection = new NpgsqlConnection(server.ConnectionTo("postgres"));
        await connection.OpenAsync();
        server.Version = connection.PostgreSqlVersion.ToString();
        return server;
    }

    /// <summary>How to reach a database of it.</summary>
    public string ConnectionTo(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}";

    /// <inheritdoc />
    public void Dispose() => leftover.Dispose();

    private void Remove()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            Call("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }

        Directory.Delete(folder, true);
    }

    /// <summary>The server refuses to run as root; Debian's package brings a user for it.</summary>
    private void Call(string program, params string[] arguments)
    {
        var path = Path.Combine(bin, program);
        if (Environment.IsPrivilegedProcess)
        {
            Do("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Do(path, arguments);
        }
    }

    private static void Do(string program, string[] arguments)
    {
        // What it starts keeps the console it was given: none of ours is lent to it but for nothing.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} does not end.");
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
