using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using FeedbackHub.App.Access;
using FeedbackHub.Core.Access;
using FeedbackHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Access;

public sealed class RevokedConnectionTests
{
    [Fact]
    public async Task Disabling_somebody_cuts_their_open_page_within_seconds_and_their_cookie_opens_nothing_more()
    {
        await using var host = await HubHostFixture.StartAsync();
        await host.Hub.HandlerAsync();
        var person = await host.Hub.HandlerAsync();
        var cookies = await host.CookiesOfAsync(person);
        using var client = host.Client(cookies);
        using var socket = await OpenCircuitAsync(host, client, cookies);
        Assert.Equal(1, host.Services.GetRequiredService<StaffConnections>().CountOf(person.StaffId!.Value));

        var seen = (await host.Hub.Use<ReadStaffMember>().ExecuteAsync(Actor.System, new ReadStaffMember.Request(person.StaffId.Value))).Value;
        var disabled = await host.Hub.Use<ChangeStaff>().ExecuteAsync(Actor.System, new ChangeStaff.Request(
            seen.Id, seen.Name, seen.Roles, [.. seen.Departments.Select(d => d.Id)], Disabled: true, seen.Version));
        Assert.True(disabled.Succeeded);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (true)
            {
                await socket.ReceiveAsync(new byte[4096], patience.Token);
            }
        });
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(OwnAccountEndpoints.StillInPath)).StatusCode);
        using var again = await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        Assert.NotEqual(HttpStatusCode.OK, again.StatusCode);
    }

    private static async Task<ClientWebSocket> OpenCircuitAsync(HubHostFixture host, HttpClient client, CookieContainer cookies)
    {
        using var negotiated = await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        negotiated.EnsureSuccessStatusCode();
        var token = JsonDocument.Parse(await negotiated.Content.ReadAsStringAsync()).RootElement.GetProperty("connectionToken").GetString();
        var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        await socket.ConnectAsync(new Uri($"ws://{host.BaseAddress.Authority}/_blazor?id={token}"), CancellationToken.None);
        await socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await socket.ReceiveAsync(new byte[16], CancellationToken.None); // the handshake's answer: the connection stands
        return socket;
    }
}
