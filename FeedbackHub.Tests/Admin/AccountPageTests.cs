using Bunit;
using FeedbackHub.App.Admin;
using FeedbackHub.Core;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Admin;

[Trait("Kind", "Component")]
public sealed class AccountPageTests
{
    [Theory]
    [InlineData("field=Current&problem=PasswordWrong", "This is not your present password.")]
    [InlineData("field=Current&problem=TooOften", "Too many attempts have failed. Wait five minutes.")]
    [InlineData("field=New&problem=PasswordTooShort", "At least 10 characters. Several words are easy to remember.")]
    [InlineData("field=New&problem=PasswordGuessable", "This is too easy to guess. Leave out your name and e-mail; take several words.")]
    [InlineData("field=Repeat&problem=Differs", "The two are not the same. Type them again.")]
    [InlineData("field=Repeat&problem=You+have+won", null)]
    public async Task What_was_wrong_with_a_password_stands_beside_its_field_and_an_address_can_say_nothing_else(string query, string? said)
    {
        await using var hub = await HubFixture.StartAsync();
        await using var pages = new AdminPages(hub, await hub.HandlerAsync());
        pages.Services.GetRequiredService<NavigationManager>().NavigateTo($"/staff/account?{query}");

        var page = pages.Open<AccountPage>("form");

        Assert.Equal(said is null ? [] : [said], page.Problems());
        Assert.DoesNotContain("won", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_and_theme_in_force_are_marked_and_a_changed_password_is_confirmed()
    {
        await using var hub = await HubFixture.StartAsync();
        await using var pages = new AdminPages(hub, await hub.HandlerAsync(), Languages.Chinese);
        pages.Services.GetRequiredService<NavigationManager>().NavigateTo("/staff/account?password=changed");

        var page = pages.Open<AccountPage>("form");

        Assert.Equal(["zh-Hans", "System", "Live"], page.FindAll("button[aria-pressed=true]").Select(b => b.GetAttribute("value")));
        Assert.Single(page.FindAll("[role=status]"));
    }
}
