using System.Globalization;
using System.Security.Claims;
using FeedbackHub.App.Access;
using FeedbackHub.App.Live;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Live;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace FeedbackHub.Tests.Live;

public sealed class LiveSessionTests
{
    [Fact]
    public async Task A_circuit_whose_reading_failed_once_hears_all_the_same()
    {
        await using var hub = await HubFixture.StartAsync();
        var me = await hub.HandlerAsync();
        var feed = await hub.StartTailAsync();
        var door = new DoorThatSticks(me.StaffId!.Value);
        await using var session = new LiveSession(
            feed, hub.Get<JournalTail>(), new CurrentStaff(door, hub.Get<Actors>()), TimeProvider.System, NullLogger<LiveSession>.Instance);
        var heard = new TaskCompletionSource<long?>();
        using var listening = session.Subscribe(updates =>
        {
            heard.TrySetResult(updates[0].CaseId);
            return Task.CompletedTask;
        });

        var receipt = await hub.FileAsync();

        Assert.Equal(receipt.CaseId, await heard.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal(2, door.Knocks);
    }

    /// <summary>Fails the first time, as a disk that is briefly away would.</summary>
    private sealed class DoorThatSticks(long staffId) : AuthenticationStateProvider
    {
        public int Knocks { get; private set; }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => ++Knocks == 1
            ? throw new IOException("Away for a moment.")
            : Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
                new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, staffId.ToString(CultureInfo.InvariantCulture))], "test"))));
    }
}
