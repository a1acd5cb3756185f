using System.Net;
using System.Net.Sockets;

namespace FeedbackHub.Tests.Faults;

/// <summary>A gate on the way to a server, which can be shut: all that went through is cut off, and who knocks is refused.</summary>
internal sealed class TcpGate : IAsyncDisposable
{
    private readonly DnsEndPoint server;
    private readonly IPEndPoint own;
    private readonly Lock gate = new();
    private readonly HashSet<Socket> through = [];
    private TcpListener? listener;

    private TcpGate(DnsEndPoint server)
    {
        this.server = server;
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        own = (IPEndPoint)listener.LocalEndpoint;
        _ = LetInAsync(listener);
    }

    /// <summary>Where it stands.</summary>
    public int Port => own.Port;

    /// <summary>An open gate before a server.</summary>
    public static TcpGate Before(string host, int port) => new(new DnsEndPoint(host, port));

    /// <summary>Shuts it.</summary>
    public void Shut()
    {
        listener?.Stop();
        listener = null;
        lock (gate)
        {
            foreach (var socket in through)
            {
                socket.LingerState = new LingerOption(true, 0); // a reset, as of a machine that is gone
                socket.Dispose();
            }

            through.Clear();
        }
    }

    /// <summary>Opens it again.</summary>
    public void Open()
    {
        listener = new TcpListener(own);
        listener.Start();
        _ = LetInAsync(listener);
    }

    public ValueTask DisposeAsync()
    {
        Shut();
        return ValueTask.CompletedTask;
    }

    private async Task LetInAsync(TcpListener at)
    {
        try
        {
            while (true)
            {
                var client = await at.AcceptSocketAsync();
                var beyond = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                client.NoDelay = true;
                await beyond.ConnectAsync(server);
                lock (gate)
                {
                    through.UnionWith([client, beyond]);
                }

                _ = CarryAsync(client, beyond);
                _ = CarryAsync(beyond, client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was shut.
        }
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int count; (count = await from.ReceiveAsync(buffer)) > 0;)
            {
                await to.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }

        lock (gate)
        {
            through.ExceptWith([from, to]);
        }

        from.Dispose();
        to.Dispose();
    }
}
