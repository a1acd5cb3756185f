using FeedbackHub.App.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FeedbackHub.App.Access;

/// <summary>The pages of signing in and out: static, usable without JavaScript.</summary>
public static class AccountEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapAccounts(this WebApplication app)
    {
        app.MapGet(Accounts.SignInPath, ShowSignIn);
        app.MapPost(Accounts.SignInPath, SignInAsync).DisableAntiforgery(); // checked in it, so that an expired page can say so
        app.MapPost("/sign-out", async (StaffSignIn signIn) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect($"{Accounts.SignInPath}?out");
        }).DisableAntiforgery().RequireSameOrigin();
        app.MapEntering();
        app.MapOwnAccount();
    }

    private static RazorComponentResult<SignInPage> ShowSignIn(HttpContext context, string? returnUrl) => Page(new SignInModel
    {
        ReturnUrl = returnUrl ?? "",
        Notice = context.Request.Query.ContainsKey("ended") ? "SignIn_Ended" : context.Request.Query.ContainsKey("out") ? "SignIn_Out" : null,
    });

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl,
        HttpContext context, IAntiforgery antiforgery, StaffSignIn signIn, SignInPace pace)
    {
        var model = new SignInModel { Email = email ?? "", ReturnUrl = returnUrl ?? "" };
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Page(model with { Problem = "SignIn_Again" });
        }

        if (pace.IsSpent(context))
        {
            return Page(model with { Problem = "SignIn_TooOften" }, StatusCodes.Status429TooManyRequests);
        }

        if (await signIn.EnterAsync(model.Email, password ?? "") is not { } person)
        {
            pace.CountFailure(context);
            return Page(model with { Problem = "SignIn_Wrong" });
        }

        LanguageChoice.Remember(context.Response, person.Language);
        ThemeChoice.Remember(context.Response, person.Theme);
        return Results.LocalRedirect(IsOurs(model.ReturnUrl) ? model.ReturnUrl : StaffArea.Home);
    }

    private static bool IsOurs(string address) =>
        address == StaffArea.Home || address.StartsWith($"{StaffArea.Home}/", StringComparison.Ordinal) || address.StartsWith($"{StaffArea.Home}?", StringComparison.Ordinal);

    private static RazorComponentResult<SignInPage> Page(SignInModel model, int status = StatusCodes.Status422UnprocessableEntity) =>
        new(new { Model = model }) { StatusCode = model.Problem is null ? StatusCodes.Status200OK : status };
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

    /// <summary>The resource key of why one is here; null where one came by oneself.</summary>
    public string? Notice { get; init; }
}
