using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Access;

public class InvitationTests
{
    private const string Password = "a calm blue harbour";

    [Fact]
    public async Task An_invitation_lets_in_once_and_its_secret_is_stored_nowhere()
    {
        await using var hub = await HubFixture.StartAsync();
        var invited = (await InviteAsync(hub)).Value;
        var greeted = await hub.Use<ReadInvitation>().ExecuteAsync(Actor.Public, new ReadInvitation.Request(invited.Secret));

        var first = await AcceptAsync(hub, invited.Secret);
        var second = await AcceptAsync(hub, invited.Secret);

        Assert.Equal(new InvitationView("李梅", "Li.Mei@example.com", Languages.Chinese), greeted.Value);
        Assert.Equal(invited.StaffId, first.Value.StaffId);
        Assert.Equal(new InvitationNotGood(), second.Failure);
        var stored = await hub.Get<StaffAccounts>().FindByEmailAsync("li.mei@EXAMPLE.com");
        Assert.NotEqual(PasswordVerificationResult.Failed, hub.Get<IPasswordHasher<StaffMember>>().VerifyHashedPassword(stored!, stored!.PasswordHash!, Password));
        Assert.DoesNotContain(invited.Secret, string.Concat((await hub.JournalAsync()).Select(j => j.Changes + j.Note)));
        Assert.Contains((await hub.JournalAsync()), j => j.ActorName == "李梅" && j.Changes.Contains("PasswordHash"));
    }

    [Fact]
    public async Task Unknown_used_and_expired_links_answer_alike()
    {
        await using var hub = await HubFixture.StartAsync();
        var invited = (await InviteAsync(hub)).Value;
        hub.Time.Advance(TimeSpan.FromHours(72));

        Assert.Equal(new InvitationNotGood(), (await AcceptAsync(hub, "no such secret")).Failure);
        Assert.Equal(new InvitationNotGood(), (await AcceptAsync(hub, invited.Secret)).Failure);
        Assert.Equal(new InvitationNotGood(), (await AcceptAsync(hub, invited.Secret, "short")).Failure);
    }

    [Fact]
    public async Task A_renewed_invitation_replaces_the_old_one()
    {
        await using var hub = await HubFixture.StartAsync();
        var administrator = await hub.AdministratorAsync();
        var invited = (await InviteAsync(hub)).Value;
        hub.Time.Advance(TimeSpan.FromHours(100));
        var renewed = (await hub.Use<RenewInvitation>().ExecuteAsync(administrator, new RenewInvitation.Request(invited.StaffId))).Value;

        Assert.False((await AcceptAsync(hub, invited.Secret)).Succeeded);
        Assert.True((await AcceptAsync(hub, renewed.Secret)).Succeeded);
    }

    [Theory]
    [InlineData("short", "PasswordTooShort")]
    [InlineData("Li Mei @ Example . com", "PasswordGuessable")]
    [InlineData("----------", "PasswordGuessable")]
    public async Task A_password_that_everybody_guesses_is_refused_and_the_link_stays_good(string password, string problem)
    {
        await using var hub = await HubFixture.StartAsync();
        var invited = (await InviteAsync(hub)).Value;

        Assert.Equal(problem, Assert.IsType<Invalid>((await AcceptAsync(hub, invited.Secret, password)).Failure).Problems[0].Code);
        Assert.True((await AcceptAsync(hub, invited.Secret)).Succeeded);
    }

    [Fact]
    public async Task An_invitation_names_every_field_that_is_wrong()
    {
        await using var hub = await HubFixture.StartAsync();
        var administrator = await hub.AdministratorAsync();
        await InviteAsync(hub);
        var invite = hub.Use<InviteStaff>();

        var all = await invite.ExecuteAsync(administrator, new InviteStaff.Request(" ", "nowhere", Roles.None, [999]));
        var taken = await invite.ExecuteAsync(administrator, new InviteStaff.Request("Other", "LI.mei@example.com", Roles.Auditor, []));
        var nowhere = await invite.ExecuteAsync(administrator, new InviteStaff.Request("Other", "other@example.com", Roles.Handler, []));

        Assert.Equal(["NameMissing", "EmailShape", "Choose", "Choose"], Assert.IsType<Invalid>(all.Failure).Problems.Select(p => p.Code));
        Assert.Equal(new Invalid("Email", "EmailTaken"), taken.Failure);
        Assert.Equal(new Invalid("Departments", "DepartmentMissing"), nowhere.Failure);
    }

    [Fact]
    public async Task The_set_up_link_makes_one_administrator_and_then_none()
    {
        await using var hub = await HubFixture.StartAsync();
        var secret = await hub.Get<SetUpSecret>().OfferAsync();
        var setUp = hub.Use<SetUpFirstAdministrator>();

        var wrong = await setUp.ExecuteAsync(Actor.Public, new SetUpFirstAdministrator.Request("guess", "Ada", "ada@example.com", Password));
        var right = await setUp.ExecuteAsync(Actor.Public, new SetUpFirstAdministrator.Request(secret!, "Ada", "ada@example.com", Password));
        var again = await setUp.ExecuteAsync(Actor.Public, new SetUpFirstAdministrator.Request(secret!, "Eve", "eve@example.com", Password));

        Assert.Equal(new SetUpNotOpen(), wrong.Failure);
        Assert.True((await hub.AgainAsync(right.Value.StaffId))!.Can(Permissions.StaffManage));
        Assert.Equal(new SetUpNotOpen(), again.Failure);
        Assert.Null(await hub.Get<SetUpSecret>().OfferAsync());
        Assert.Equal(1, await hub.ReadAsync(db => db.Staff.CountAsync()));
    }

    private static async Task<Result<Invited>> InviteAsync(HubFixture hub) =>
        await hub.Use<InviteStaff>().ExecuteAsync(
            await hub.AdministratorAsync(),
            new InviteStaff.Request("李梅", "Li.Mei@example.com", Roles.Handler, [hub.FirstDepartment], "zh-CN"));

    private static Task<Result<EnteredAs>> AcceptAsync(HubFixture hub, string secret, string password = Password) =>
        hub.Use<AcceptInvitation>().ExecuteAsync(Actor.Public, new AcceptInvitation.Request(secret, password));
}
