using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Nodes;

/// <summary>A real nginx before the nodes, with the configuration that docs/operations.md gives.</summary>
internal sealed partial class Nginx : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly string folder = Directory.CreateTempSubdirectory("feedbackhub-nginx-").FullName;
    private Process? process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Skips the test where there is none.</summary>
    public static void Need() => Assert.SkipUnless(File.Exists(Program), "No nginx on this machine.");

    /// <summary>Starts it before two nodes.</summary>
    public async Task StartAsync(Uri first, Uri second)
    {
        var guide = await File.ReadAllTextAsync(Repository.File("docs/operations.md"));
        var shipped = Block().Match(guide).Groups["conf"].Value
            .Replace("127.0.0.1:5081", first.Authority, StringComparison.Ordinal)
            .Replace("127.0.0.1:5082", second.Authority, StringComparison.Ordinal)
            .Replace("listen 80;", $"listen {Address.Authority};", StringComparison.Ordinal);
        Assert.Contains(first.Authority, shipped, StringComparison.Ordinal);
        var temporary = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(t => $"{t}_temp_path {folder}/{t};\n"));
        await File.WriteAllTextAsync(
            $"{folder}/nginx.conf",
            $$"""
            daemon off; pid {{folder}}/pid; error_log {{folder}}/error.log; {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            events { }
            http {
                log_format nodes '$upstream_addr $request_uri';
                access_log {{folder}}/access.log nodes;
                {{temporary}}
                {{shipped}}
            }
            """);
        process = Process.Start(new ProcessStartInfo(Program, ["-c", $"{folder}/nginx.conf", "-p", folder]) { RedirectStandardError = true })!;
        using var client = new HttpClient { BaseAddress = Address };
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/");
                return;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    /// <summary>The node that answered last for an address.</summary>
    public async Task<string> NodeOfAsync(string path)
    {
        var lines = await File.ReadAllLinesAsync($"{folder}/access.log");
        return lines.Last(l => l.Contains($" {path}", StringComparison.Ordinal)).Split(' ')[^2]; // those that did not answer stand before it
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            {
                await kill.WaitForExitAsync();
            }

            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("```nginx\n(?<conf>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
