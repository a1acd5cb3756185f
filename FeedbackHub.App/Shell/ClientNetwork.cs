using System.Net;
using System.Net.Sockets;

namespace FeedbackHub.App.Shell;

/// <summary>Where a request comes from, as far as limits count it.</summary>
public static class ClientNetwork
{
    /// <summary>The address; of an IPv6 client the network (/64), because it has all the addresses in it to itself.</summary>
    public static IPAddress Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
