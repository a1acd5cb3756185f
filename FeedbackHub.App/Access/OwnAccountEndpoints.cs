using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace FeedbackHub.App.Access;

/// <summary>
/// What the page of one's own account posts. These are posts of the browser and not calls of the circuit because they set
/// cookies: a reload, and the next sign-in, show the language and theme chosen, and a new password keeps this session.
/// </summary>
public static class OwnAccountEndpoints
{
    /// <summary>The page.</summary>
    public const string Path = "/staff/account";

    /// <summary>Language, theme and the way of notices.</summary>
    public const string LookPath = "/staff/account/look";

    /// <summary>The password.</summary>
    public const string PasswordPath = "/staff/account/password";

    /// <summary>Answers whoever is still signed in; sends everybody else to the sign-in page. The staff area's script asks when it is cut off.</summary>
    public const string StillInPath = "/staff/account/still-in";

    /// <summary>Maps them.</summary>
    public static void MapOwnAccount(this WebApplication app)
    {
        app.MapGet(StillInPath, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.NoContent();
        }).RequireAuthorization();
        app.MapPost(LookPath, ChangeLookAsync).RequireAuthorization().DisableAntiforgery().RequireSameOrigin();
        app.MapPost(PasswordPath, ChangePasswordAsync).RequireAuthorization().DisableAntiforgery().RequireSameOrigin();
    }

    private static async Task<IResult> ChangeLookAsync(
        [FromForm] string? language, [FromForm] string? theme, [FromForm] string? notices, HttpContext context, Actors actors, ChangeOwnSettings change)
    {
        Theme? look = Enum.TryParse<Theme>(theme, out var parsed) ? parsed : null;
        NoticeWay? way = Enum.TryParse<NoticeWay>(notices, out var chosenWay) ? chosenWay : null;
        if (await ActorAsync(context, actors) is not { } actor
            || !(await change.ExecuteAsync(actor, new ChangeOwnSettings.Request(language, look, way))).Succeeded)
        {
            return Results.LocalRedirect(Path);
        }

        if (language is not null)
        {
            LanguageChoice.Remember(context.Response, language);
        }

        if (look is { } chosen)
        {
            ThemeChoice.Remember(context.Response, chosen);
        }

        return Results.LocalRedirect(Path);
    }

    private static async Task<RedirectHttpResult> ChangePasswordAsync(
        [FromForm] string? current, [FromForm] string? password, [FromForm] string? repeat,
        HttpContext context, Actors actors, ChangeOwnPassword change, StaffAccounts accounts, StaffSignIn signIn, SignInPace pace)
    {
        if (pace.IsSpent(context) || await ActorAsync(context, actors) is not { StaffId: { } me } actor)
        {
            return Back("Password", "TooOften");
        }

        if (password != repeat)
        {
            return Back("Repeat", "Differs");
        }

        if (await accounts.FindAsync(me) is { } before && await signIn.ProveAsync(before, current ?? "") is var proved and not SignInOutcome.SignedIn)
        {
            pace.CountFailure(context);
            return Back(nameof(ChangeOwnPassword.Request.Current), proved == SignInOutcome.LockedOut ? "TooOften" : "PasswordWrong");
        }

        var changed = await change.ExecuteAsync(actor, new ChangeOwnPassword.Request(current ?? "", password ?? ""));
        if (changed.Failure is Invalid { Problems: [var problem, ..] })
        {
            return Back(problem.Field, problem.Code);
        }

        // The cookie of this session goes on with the new stamp; all others are no longer good.
        if (changed.Succeeded && await accounts.FindAsync(me) is { } person)
        {
            await signIn.SignInAsync(person, isPersistent: true);
        }

        return TypedResults.LocalRedirect($"{Path}?password=changed");

        static RedirectHttpResult Back(string field, string problem) =>
            TypedResults.LocalRedirect(QueryHelpers.AddQueryString(Path, new Dictionary<string, string?> { ["field"] = field, ["problem"] = problem }));
    }

    private static async Task<Actor?> ActorAsync(HttpContext context, Actors actors) =>
        CurrentStaff.IdOf(context.User) is { } id ? await actors.ForStaffAsync(id, context.RequestAborted) : null;
}
