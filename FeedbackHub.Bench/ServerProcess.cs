using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using FeedbackHub.App.Shell;

namespace FeedbackHub.Bench;

/// <summary>A server in a process of its own, on a free port of this machine: the real hub, or the bare endpoint beside it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>Limits are against strangers; here one address asks on behalf of thousands.</summary>
    private static readonly string[] Unlimited =
    [
        "--Api:RequestsPerMinute=600000000", "--Api:Burst=10000000", "--Public:MinimumSeconds=0", "--Public:Filings=100000000",
        "--Public:Posts=100000000", "--Public:LookUps=100000000",
    ];

    private static readonly string[] Log = ["warn:", "fail:", "crit:", "      "];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly IDisposable leftover;
    private TaskCompletionSource<double> heap = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        leftover = Leftovers.Keep(process.Kill);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>From the start of the process until the first answer.</summary>
    public TimeSpan Started { get; private set; }

    /// <summary>What it holds in memory, in MiB.</summary>
    public double WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The hub as in production, on a company's folder and database.</summary>
    /// <param name="company">Whose.</param>
    /// <param name="tellsHeap">True where <see cref="HeapAsync"/> is to be asked.</param>
    /// <param name="more">Further settings.</param>
    public static Task<ServerProcess> HubAsync(Company company, bool tellsHeap = false, params string[] more) => StartAsync(
        typeof(HubHost).Assembly.GetName().Name!, "/api/v1/cases?limit=1", tellsHeap ? HeapTeller.Environment : [],
        ["--environment=Production", "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft=Error", .. company.Settings, .. Unlimited, .. more]);

    /// <summary>The bare endpoint on an empty company's place.</summary>
    public static Task<ServerProcess> BareAsync(Company empty) => StartAsync(typeof(ServerProcess).Assembly.GetName().Name!, "/", [], [BareEndpoint.Name, .. empty.BareSettings]);

    /// <summary>What is left of its managed memory once all garbage is collected, in MiB.</summary>
    public async Task<double> HeapAsync()
    {
        heap = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await process.StandardInput.WriteLineAsync();
        await process.StandardInput.FlushAsync();
        return await heap.Task.WaitAsync(Patience);
    }

    /// <summary>A client, with a token where one is needed.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 2000 }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<ServerProcess> StartAsync(string assembly, string probe, IEnumerable<KeyValuePair<string, string>> environment, string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in (string[])[FileOf(assembly), .. arguments, $"--urls={address}"])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Process.Start(start)!, address);
        server.process.OutputDataReceived += (_, line) => server.Show(line.Data);
        server.process.BeginOutputReadLine();
        using var client = server.Client();
        while (!await server.AnswersAsync(client, probe))
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"{assembly} does not answer on {address}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        server.Started = Stopwatch.GetElapsedTime(began);
        return server;
    }

    /// <summary>What it complains of is seen (its log); what it tells whoever starts it is not.</summary>
    private void Show(string? line)
    {
        if (line?.StartsWith(HeapTeller.Says, StringComparison.Ordinal) == true)
        {
            heap.TrySetResult(long.Parse(line[HeapTeller.Says.Length..], CultureInfo.InvariantCulture) / 1048576.0);
        }
        else if (line is not null && Log.Any(begins => line.StartsWith(begins, StringComparison.Ordinal)))
        {
            Console.Error.WriteLine(line);
        }
    }

    /// <summary>Open is what answers with anything but "please wait".</summary>
    private async Task<bool> AnswersAsync(HttpClient client, string probe)
    {
        try
        {
            return (await client.GetAsync(new Uri(probe, UriKind.Relative))).StatusCode != HttpStatusCode.ServiceUnavailable;
        }
        catch (HttpRequestException) when (!process.HasExited)
        {
            return false;
        }
    }

    /// <summary>The hub is started as it is built for itself, with its own files around it.</summary>
    private static string FileOf(string assembly) =>
        Path.Combine(AppContext.BaseDirectory.Replace(typeof(ServerProcess).Assembly.GetName().Name!, assembly, StringComparison.Ordinal), $"{assembly}.dll");

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        leftover.Dispose();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
