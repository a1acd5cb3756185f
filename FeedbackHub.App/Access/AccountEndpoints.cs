using FeedbackHub.App.Shell;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace FeedbackHub.App.Access;

/// <summary>The pages of signing in and out: static, usable without JavaScript.</summary>
public static class AccountEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapAccounts(this WebApplication app)
    {
        app.MapGet(Accounts.SignInPath, (string? returnUrl) => Page(new SignInModel { ReturnUrl = returnUrl ?? "" }));
        app.MapPost(Accounts.SignInPath, SignInAsync).DisableAntiforgery();
        app.MapPost("/sign-out", async (SignInManager<StaffMember> signIn) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect(Accounts.SignInPath);
        }).DisableAntiforgery();
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl,
        HttpContext context, IAntiforgery antiforgery, StaffSignIn signIn, UserManager<StaffMember> users)
    {
        var model = new SignInModel { Email = email ?? "", ReturnUrl = returnUrl ?? "" };
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Page(model with { Problem = "SignIn_Again" });
        }

        var person = await users.FindByEmailAsync(model.Email.Trim());
        var result = person is null ? SignInResult.Failed : await signIn.PasswordSignInAsync(person, password ?? "", isPersistent: true, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            return Page(model with { Problem = result.IsLockedOut ? "SignIn_LockedOut" : "SignIn_Wrong" });
        }

        LanguageChoice.Remember(context.Response, person!.Language);
        ThemeChoice.Remember(context.Response, person.Theme);
        return Results.LocalRedirect(model.ReturnUrl.StartsWith("/staff", StringComparison.Ordinal) ? model.ReturnUrl : StaffArea.Home);
    }

    private static RazorComponentResult<SignInPage> Page(SignInModel model) =>
        new(new { Model = model }) { StatusCode = model.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
}

/// <summary>What the page shows: what was typed, and what was wrong with it (a resource key).</summary>
public sealed record SignInModel
{
    /// <summary>The e-mail as typed.</summary>
    public string Email { get; init; } = "";

    /// <summary>Where to go afterwards.</summary>
    public string ReturnUrl { get; init; } = "";

    /// <summary>The resource key of what was wrong; null when nothing was.</summary>
    public string? Problem { get; init; }
}
