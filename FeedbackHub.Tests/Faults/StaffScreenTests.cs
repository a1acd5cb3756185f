using System.Globalization;
using System.Security.Claims;
using FeedbackHub.App.Access;
using FeedbackHub.App.Live;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Live;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace FeedbackHub.Tests.Faults;

/// <summary>What an open page of the staff area does with storage failing under it.</summary>
[Trait("Kind", "Fault")]
public sealed class StaffScreenTests
{
    [Fact]
    public async Task A_page_that_could_not_read_what_changed_is_told_again_until_it_can()
    {
        await using var hub = await HubFixture.StartAsync();
        var me = await hub.HandlerAsync();
        var feed = await hub.StartTailAsync();
        await using var session = new LiveSession(feed, hub.Get<JournalTail>(), Staff(hub, me), TimeProvider.System, NullLogger<LiveSession>.Instance);
        var tries = 0;
        using var listening = session.Subscribe(_ => ++tries < 3 ? throw new TransactionLostException("On purpose.", new IOException()) : Task.CompletedTask);

        await hub.FileAsync();

        await Until.HoldsAsync("it was told a third time", () => tries >= 3);
    }

    [Fact]
    public async Task Who_sends_something_that_cannot_be_stored_is_told_that_it_was_not_accepted()
    {
        await using var hub = await HubFixture.StartAsync();
        var me = await hub.HandlerAsync();
        var receipt = await hub.FileAsync();
        var sent = await Staff(hub, me).DoAsync(new Full(), new AddNote.Request(receipt.CaseId, "Typed"));
        Assert.IsType<NotAccepted>(sent.Failure);
    }

    private static CurrentStaff Staff(HubFixture hub, Actor who) => new(new SignedIn(who.StaffId!.Value), hub.Get<Actors>());

    private sealed class SignedIn(long staffId) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, staffId.ToString(CultureInfo.InvariantCulture))], "test"))));
    }

    /// <summary>A use case on a full disk.</summary>
    private sealed class Full : Core.IUseCase<AddNote.Request, Core.Done>
    {
        public static string Requires => Permissions.CasesWork;

        public Task<Core.Result<Core.Done>> ExecuteAsync(Actor actor, AddNote.Request request, CancellationToken cancel = default) =>
            throw new IOException("No space left on device", 28);
    }
}
