using System.Globalization;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Access;

/// <summary>Coming in for the first time: by an invitation's link, and by the set-up link from the console. Static pages.</summary>
public static class EnteringEndpoints
{
    /// <summary>The address of an invitation.</summary>
    public static string JoinPath(string secret) => $"/join/{secret}";

    /// <summary>The address of setting up.</summary>
    public static string SetUpPath(string secret) => $"/set-up/{secret}";

    /// <summary>Maps them.</summary>
    public static void MapEntering(this WebApplication app)
    {
        app.MapGet(JoinPath("{secret}"), ShowJoinAsync);
        app.MapPost(JoinPath("{secret}"), JoinAsync).DisableAntiforgery(); // checked in them, so that an expired page can say so
        app.MapGet(SetUpPath("{secret}"), ShowSetUpAsync);
        app.MapPost(SetUpPath("{secret}"), SetUpAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ShowJoinAsync(string secret, HttpContext context, ReadInvitation read)
    {
        var invited = await read.ExecuteAsync(Actor.Public, new ReadInvitation.Request(secret), context.RequestAborted);
        if (!invited.Succeeded)
        {
            return Gone(context, "Gone_Join");
        }

        var (name, email, language) = invited.Value;
        var chosen = context.Request.Query.ContainsKey(LanguageChoice.Query) || context.Request.Cookies.ContainsKey(LanguageChoice.Cookie);
        return chosen || language == LanguageChoice.Current
            ? Page<JoinPage>(new EnterModel { Name = name, Email = email })
            : Results.LocalRedirect($"{JoinPath(secret)}?{LanguageChoice.Query}={language}");
    }

    private static async Task<IResult> JoinAsync(
        string secret, [FromForm] string? password, [FromForm] string? repeat, HttpContext context, IAntiforgery antiforgery,
        ReadInvitation read, AcceptInvitation accept, Entrance entrance, FailureText words, IStringLocalizer<AccountTexts> texts)
    {
        var invited = await read.ExecuteAsync(Actor.Public, new ReadInvitation.Request(secret), context.RequestAborted);
        if (!invited.Succeeded)
        {
            return Gone(context, "Gone_Join");
        }

        var model = new EnterModel { Name = invited.Value.Name, Email = invited.Value.Email };
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Page<JoinPage>(model.Again(texts));
        }

        if (password != repeat)
        {
            return Page<JoinPage>(model.Differs(texts));
        }

        var accepted = await accept.ExecuteAsync(Actor.Public, new AcceptInvitation.Request(secret, password ?? ""));
        return accepted switch
        {
            { Succeeded: true } => await entrance.LetInAsync(context, accepted.Value.StaffId),
            { Failure: InvitationNotGood } => Gone(context, "Gone_Join"),
            _ => Page<JoinPage>(model.With(accepted.Failure!, words)),
        };
    }

    private static async Task<IResult> ShowSetUpAsync(string secret, HttpContext context, SetUpSecret setUp) =>
        await setUp.IsGoodAsync(secret, context.RequestAborted) ? Page<SetUpPage>(new EnterModel()) : Gone(context, "Gone_SetUp");

    private static async Task<IResult> SetUpAsync(
        string secret, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password, [FromForm] string? repeat, [FromForm] string? language,
        HttpContext context, IAntiforgery antiforgery, SetUpSecret setUp, SetUpFirstAdministrator first, Entrance entrance, FailureText words, IStringLocalizer<AccountTexts> texts)
    {
        if (!await setUp.IsGoodAsync(secret, context.RequestAborted))
        {
            return Gone(context, "Gone_SetUp");
        }

        var model = new EnterModel { Name = name ?? "", Email = email ?? "", Language = language ?? LanguageChoice.Current };
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Page<SetUpPage>(model.Again(texts));
        }

        if (password != repeat)
        {
            return Page<SetUpPage>(model.Differs(texts));
        }

        var made = await first.ExecuteAsync(Actor.Public, new SetUpFirstAdministrator.Request(secret, model.Name, model.Email, password ?? "", model.Language));
        return made switch
        {
            { Succeeded: true } => await entrance.LetInAsync(context, made.Value.StaffId, model.Language),
            { Failure: SetUpNotOpen } => Gone(context, "Gone_SetUp"),
            _ => Page<SetUpPage>(model.With(made.Failure!, words)),
        };
    }

    private static RazorComponentResult<TPage> Page<TPage>(EnterModel model)
        where TPage : IComponent => new(new { Model = model }) { StatusCode = model.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };

    private static RazorComponentResult<LinkGonePage> Gone(HttpContext context, string why)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new(new { Why = why }) { StatusCode = StatusCodes.Status404NotFound };
    }
}

/// <summary>Lets somebody in who has just proved themselves by a one-time link, with the language of the page they came by.</summary>
public sealed class Entrance(StaffSignIn signIn, StaffAccounts accounts, Actors actors, ChangeOwnSettings settings)
{
    /// <summary>Signs them in and sends them on.</summary>
    public async Task<IResult> LetInAsync(HttpContext context, long staffId, string? language = null)
    {
        language ??= LanguageChoice.Current;
        if (await actors.ForStaffAsync(staffId) is { } actor)
        {
            await settings.ExecuteAsync(actor, new ChangeOwnSettings.Request(language));
        }

        var person = await accounts.FindAsync(staffId)
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Staff member {staffId} has just come in and is not there."));
        await signIn.EnterAsync(person);
        LanguageChoice.Remember(context.Response, language);
        ThemeChoice.Remember(context.Response, person.Theme);
        return Results.LocalRedirect(StaffArea.Home);
    }
}
