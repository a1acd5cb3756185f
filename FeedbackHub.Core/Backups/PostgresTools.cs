using System.Diagnostics;
using Npgsql;

namespace FeedbackHub.Core.Backups;

/// <summary>PostgreSQL's own programs for dumping and restoring.</summary>
internal static class PostgresTools
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>Runs one against the database of a connection string. What it prints goes to <paramref name="lines"/>.</summary>
    /// <exception cref="BackupRefusedException">It is not there, or fails.</exception>
    public static async Task RunAsync(string tool, string? connection, IEnumerable<string> arguments, Action<string>? lines, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Find(tool)) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (connection is not null)
        {
            Reach(start, new NpgsqlConnectionStringBuilder(connection));
        }

        using var process = Process.Start(start) ?? throw new BackupRefusedException($"{tool} could not be started.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancel);
            while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
            {
                lines?.Invoke(line);
            }

            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0)
            {
                throw new BackupRefusedException($"{tool} failed: {(await errors).Trim()}");
            }
        }
        catch
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            throw;
        }
    }

    /// <summary>On the path, or where Debian keeps the newest version's: a dump must not be made by a program older than the server.</summary>
    private static string Find(string tool)
    {
        var debian = Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian).OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .Where(folder => folder.Length > 0)
            .SelectMany(folder => (string[])[Path.Combine(folder, tool), Path.Combine(folder, $"{tool}.exe")])
            .FirstOrDefault(File.Exists)
            ?? throw new BackupRefusedException($"{tool} is neither on the PATH nor in {Debian}/*/bin. It comes with PostgreSQL's client programs (on Debian: apt-get install postgresql-client).");
    }

    /// <summary>By the environment, not by arguments, which everybody on the machine can read.</summary>
    private static void Reach(ProcessStartInfo start, NpgsqlConnectionStringBuilder to)
    {
        Set("PGHOST", to.Host);
        Set("PGPORT", to.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Set("PGUSER", to.Username);
        Set("PGPASSWORD", to.Password);
        Set("PGPASSFILE", to.Passfile);
        Set("PGDATABASE", to.Database);
        Set("PGSSLROOTCERT", to.RootCertificate);
        Set("PGSSLMODE", to.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        });

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                start.Environment[name] = value;
            }
        }
    }
}
