using System.Net;
using System.Text.RegularExpressions;
using FeedbackHub.App.Access;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Access;

public sealed partial class EnteringHostTests
{
    private const string Chosen = "lantern river seven";

    [Fact]
    public async Task An_invited_person_chooses_a_password_is_in_at_once_and_signs_in_with_it_later()
    {
        await using var host = await HubHostFixture.StartAsync();
        var invited = (await host.Hub.Use<InviteStaff>().ExecuteAsync(
            Actor.System, new InviteStaff.Request("Mei Lin", "mei@example.com", Roles.Handler, [host.Hub.FirstDepartment], Languages.Chinese))).Value;
        using var client = host.Client();
        var path = EnteringEndpoints.JoinPath(invited.Secret);

        var first = await client.GetAsync(path);
        Assert.Equal($"{path}?lang=zh-Hans", first.Headers.Location?.ToString());
        var page = WebUtility.HtmlDecode(await client.GetStringAsync(first.Headers.Location));
        Assert.Contains("Mei Lin，欢迎您", page, StringComparison.Ordinal);

        var differs = await PostAsync(client, path, ("password", Chosen), ("repeat", "other"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, differs.StatusCode);
        Assert.Contains("repeat-error", await differs.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var weak = await PostAsync(client, path, ("password", "short"), ("repeat", "short"));
        Assert.Contains("password-error", await weak.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var done = await PostAsync(client, path, ("password", Chosen), ("repeat", Chosen));
        Assert.Equal("/staff", done.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/staff")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);

        using var later = host.Client();
        var signedIn = await PostAsync(later, Accounts.SignInPath, ("email", " Mei@Example.com "), ("password", Chosen));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task The_set_up_link_makes_one_administrator_and_then_none()
    {
        await using var host = await HubHostFixture.StartAsync();
        var secret = await host.Services.GetRequiredService<SetUpSecret>().OfferAsync();
        var path = EnteringEndpoints.SetUpPath(secret!);
        using var client = host.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(EnteringEndpoints.SetUpPath("wrong"))).StatusCode);

        var wrong = await PostAsync(client, path, ("name", "Ada"), ("email", "nonsense"), ("password", Chosen), ("repeat", Chosen), ("language", "en"));
        var shown = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("email-error", shown, StringComparison.Ordinal);
        Assert.Contains("value=\"Ada\"", shown, StringComparison.Ordinal);

        var made = await PostAsync(client, path, ("name", "Ada"), ("email", "ada@example.com"), ("password", Chosen), ("repeat", Chosen), ("language", "en"));
        Assert.Equal("/staff", made.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(client, Accounts.SignInPath, path, ("name", "Eve"))).StatusCode);
    }

    [Fact]
    public async Task Unknown_wrong_disabled_and_locked_out_are_answered_alike_and_all_are_recorded()
    {
        await using var host = await HubHostFixture.StartAsync();
        var person = await host.Hub.HandlerAsync();
        var email = await host.GivePasswordAsync(person);
        using var client = host.Client();

        var unknown = await RefusedAsync(client, "nobody@example.com", "whatever it is");
        var wrong = await RefusedAsync(client, email, "whatever it is");
        for (var i = 0; i < 4; i++)
        {
            await RefusedAsync(client, email, "whatever it is");
        }

        var lockedOut = await RefusedAsync(client, email, HubHostFixture.Password);
        Assert.Equal(unknown, wrong);
        Assert.Equal(unknown, lockedOut);
        var notes = await host.Hub.ReadAsync(db => db.Journal.Where(j => j.Kind == JournalKind.SignInFailed).OrderBy(j => j.Seq).Select(j => j.Note).ToListAsync());
        // The fifth wrong one ends in the lockout, and is noted so.
        Assert.Equal(["UnknownEmail", "WrongPassword", "WrongPassword", "WrongPassword", "WrongPassword", "LockedOut", "LockedOut"], notes);
    }

    [Theory]
    [InlineData("Mei Lin")]
    [InlineData("林美")]
    public async Task Who_mistypes_and_then_remembers_is_let_in_and_the_mistake_is_forgotten(string name)
    {
        await using var host = await HubHostFixture.StartAsync();
        var person = await host.Hub.HandlerAsync(name);
        var email = await host.GivePasswordAsync(person);
        using var client = host.Client();
        await RefusedAsync(client, email, "whatever it is");

        var signedIn = await PostAsync(client, Accounts.SignInPath, ("email", email), ("password", HubHostFixture.Password));

        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal(0, await host.Hub.ReadAsync(db => db.Staff.Where(s => s.Id == person.StaffId).Select(s => s.AccessFailedCount).SingleAsync()));
    }

    [Fact]
    public async Task An_address_that_fails_too_often_must_wait()
    {
        await using var host = await HubHostFixture.StartAsync(null, "--Access:FailedSignInsPerAddress=2");
        using var client = host.Client();
        await RefusedAsync(client, "a@example.com", "x");
        await RefusedAsync(client, "b@example.com", "x");

        var third = await PostAsync(client, Accounts.SignInPath, ("email", "c@example.com"), ("password", "x"));

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
    }

    [Fact]
    public async Task A_form_from_elsewhere_signs_nobody_out()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = await host.SignInAsync(await host.Hub.HandlerAsync());

        Assert.Equal(HttpStatusCode.BadRequest, (await PostFromAsync(client, "/sign-out", "cross-site")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/staff")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await PostFromAsync(client, "/sign-out", "same-origin")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/staff")).StatusCode);
    }

    [Fact]
    public async Task Language_and_theme_stay_with_the_person()
    {
        await using var host = await HubHostFixture.StartAsync();
        var person = await host.Hub.HandlerAsync();
        using var client = await host.SignInAsync(person);

        await PostFromAsync(client, OwnAccountEndpoints.LookPath, "same-origin", ("theme", "Dark"));
        await PostFromAsync(client, OwnAccountEndpoints.LookPath, "same-origin", ("language", "zh-Hans"));

        using var another = await host.SignInAsync(person);
        var page = await another.GetStringAsync("/staff");
        Assert.Contains("lang=\"zh-Hans\"", page, StringComparison.Ordinal);
        Assert.Contains("data-theme=\"dark\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_keeps_this_session_and_ends_all_others()
    {
        await using var host = await HubHostFixture.StartAsync();
        var person = await host.Hub.HandlerAsync();
        using var here = await host.SignInAsync(person);
        using var elsewhere = await host.SignInAsync(person);

        var wrong = await PostFromAsync(here, OwnAccountEndpoints.PasswordPath, "same-origin", ("current", "no"), ("password", Chosen), ("repeat", Chosen));
        Assert.Contains("problem=PasswordWrong", wrong.Headers.Location?.ToString(), StringComparison.Ordinal);
        await PostFromAsync(here, OwnAccountEndpoints.PasswordPath, "same-origin", ("current", HubHostFixture.Password), ("password", Chosen), ("repeat", Chosen));

        Assert.Equal(HttpStatusCode.NoContent, (await here.GetAsync(OwnAccountEndpoints.StillInPath)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync(OwnAccountEndpoints.StillInPath)).StatusCode);
    }

    [Fact]
    public async Task Guessing_ones_way_to_a_new_password_locks_the_account_like_guessing_ones_way_in()
    {
        await using var host = await HubHostFixture.StartAsync();
        var person = await host.Hub.HandlerAsync();
        using var client = await host.SignInAsync(person);
        var answers = new List<string>();
        foreach (var guess in new[] { "a", "b", "c", "d", "e", HubHostFixture.Password })
        {
            var answer = await PostFromAsync(client, OwnAccountEndpoints.PasswordPath, "same-origin", ("current", guess), ("password", Chosen), ("repeat", Chosen));
            answers.Add(answer.Headers.Location!.ToString().Split("problem=")[^1]);
        }

        Assert.Equal(["PasswordWrong", "PasswordWrong", "PasswordWrong", "PasswordWrong", "TooOften", "TooOften"], answers);
        Assert.NotNull(await host.Hub.ReadAsync(db => db.Staff.Where(s => s.Id == person.StaffId).Select(s => s.LockoutEnd).SingleAsync()));
        Assert.Equal(6, await host.Hub.ReadAsync(db => db.Journal.CountAsync(j => j.Kind == JournalKind.SignInFailed && j.SubjectId == person.StaffId)));
    }

    /// <summary>The page of a refusal without what differs by itself: tokens, and the e-mail typed.</summary>
    private static async Task<string> RefusedAsync(HttpClient client, string email, string password)
    {
        var answer = await PostAsync(client, Accounts.SignInPath, ("email", email), ("password", password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return Token().Replace(await answer.Content.ReadAsStringAsync(), "").Replace(email, "", StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, params (string Name, string Value)[] fields) => PostAsync(client, path, path, fields);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string formPath, string path, params (string Name, string Value)[] fields)
    {
        var token = HubHostFixture.AntiforgeryToken(await client.GetStringAsync(formPath));
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await client.PostAsync(path, form);
    }

    private static async Task<HttpResponseMessage> PostFromAsync(HttpClient client, string path, string site, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        request.Headers.Add("Sec-Fetch-Site", site);
        return await client.SendAsync(request);
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*""")]
    private static partial Regex Token();
}
