using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Public;

/// <summary>Following a case: the door with number and code, the case itself, its files, and leaving it.</summary>
internal static class TrackEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapTrack(this IEndpointRouteBuilder site)
    {
        site.MapGet(PublicPaths.Track, () => PublicPage.Of<TrackSignInPage>(new TrackSignInModel(null, null, new())));
        site.MapPost(PublicPaths.Track, SignInAsync);
        site.MapGet(PublicPaths.Track + "/{number}/{code}", OpenByLinkAsync);
        site.MapGet(PublicPaths.TrackCase, (HttpContext context, TrackSession session, TrackedCasePage page) =>
            session.Read(context) is { } customer ? page.ShowAsync(context, customer, thanks: TrackSession.TakeThanks(context)) : Task.FromResult(Closed(context)));
        site.MapGet(PublicPaths.TrackFiles + "/{id:long}", DownloadAsync);

        // The language switch of a page that came back from a post leads here.
        foreach (var post in (string[])[PublicPaths.TrackMessage, PublicPaths.TrackSolved, PublicPaths.TrackReview, PublicPaths.TrackWithdraw, PublicPaths.TrackLeave])
        {
            site.MapGet(post, () => Results.LocalRedirect(PublicPaths.TrackCase));
        }

        site.MapPost(PublicPaths.TrackMessage, (HttpContext context, TrackPosts posts) => posts.MessageAsync(context));
        site.MapPost(PublicPaths.TrackSolved, (HttpContext context, TrackPosts posts) => posts.SolvedAsync(context));
        site.MapPost(PublicPaths.TrackReview, (HttpContext context, TrackPosts posts) => posts.ReviewAsync(context));
        site.MapPost(PublicPaths.TrackWithdraw, (HttpContext context, TrackPosts posts) => posts.WithdrawAsync(context));
        site.MapPost(PublicPaths.TrackLeave, (HttpContext context) =>
        {
            TrackSession.Close(context);
            return PublicPage.SeeOther(context, PublicPaths.Track);
        });
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, PostedForms forms, KeptFiles kept, ClientLimits clients, FindTrackedCase find, TrackSession session, TrackedCasePage page,
        FormSeals seals, IStringLocalizer<PublicTexts> texts)
    {
        var posted = await forms.ReadAsync(context, keep: false);
        if (posted.Body != PostedBody.Whole)
        {
            return PublicPage.Unread(posted.Body);
        }

        // No anti-forgery here: who does not know number and code gets nothing, and who does may open the case anywhere.
        string? number = FilingForm.Text(posted.Fields, FieldNames.Number), code = FilingForm.Text(posted.Fields, FieldNames.Code);
        var pending = FilingForm.Text(posted.Fields, FieldNames.Message) is var text && (text is not null || posted.Files.Count > 0)
            ? new PendingMessage(text, kept.Model(posted.Files).Kept)
            : null;
        var errors = new FormErrors();
        if (posted.Fields.ContainsKey(FieldNames.OtherLanguage))
        {
            return PublicPage.Of<TrackSignInPage>(new TrackSignInModel(number, code, errors, pending));
        }

        if (clients.LookUp(context) is { } wait)
        {
            PublicPage.AskToWait(context, wait);
            errors.AddNotice(texts["Error_Busy", PublicPage.Minutes(wait)]);
            return PublicPage.Of<TrackSignInPage>(new TrackSignInModel(number, code, errors, pending), StatusCodes.Status429TooManyRequests);
        }

        if (number is null)
        {
            errors.Add(FieldNames.Number, texts["Error_Number"]);
        }

        if (code is null)
        {
            errors.Add(FieldNames.Code, texts["Error_Code"]);
        }

        var found = errors.Any ? new NotFound() : await find.ExecuteAsync(Actor.Public, new(number!, code!), context.RequestAborted);
        if (!found.Succeeded)
        {
            if (!errors.Any)
            {
                errors.AddNotice(texts["Error_NoMatch"]);
            }

            return PublicPage.Of<TrackSignInPage>(new TrackSignInModel(number, code, errors, pending), StatusCodes.Status422UnprocessableEntity);
        }

        var customer = CustomerOf(found.Value, FilingForm.Text(posted.Fields, FieldNames.TimeZone));
        session.Open(context, customer);
        if (pending is null)
        {
            return PublicPage.SeeOther(context, PublicPaths.TrackCase);
        }

        var message = new MessageForm(
            seals.Issue(TrackedCasePage.MessageSeal(customer)), pending.Text, kept.Model(posted.Files), new FormErrors().AddNotice(texts["Error_PendingMessage"]));
        return await page.ShowAsync(context, customer, new() { Message = message });
    }

    private static async Task<IResult> OpenByLinkAsync(
        string number, string code, HttpContext context, ClientLimits clients, FindTrackedCase find, TrackSession session, IStringLocalizer<PublicTexts> texts)
    {
        if (clients.LookUp(context) is { } wait)
        {
            return PublicPage.TooMany(context, wait);
        }

        var found = await find.ExecuteAsync(Actor.Public, new(number, code), context.RequestAborted);
        if (!found.Succeeded)
        {
            return PublicPage.Of<TrackSignInPage>(
                new TrackSignInModel(number, null, new FormErrors().AddNotice(texts["Error_NoMatch"])), StatusCodes.Status422UnprocessableEntity);
        }

        session.Open(context, CustomerOf(found.Value, null));
        return PublicPage.SeeOther(context, PublicPaths.TrackCase);
    }

    private static async Task<IResult> DownloadAsync(long id, HttpContext context, TrackSession session, OpenAttachment open)
    {
        if (session.Read(context) is not { } customer)
        {
            return Closed(context);
        }

        var found = await open.ExecuteAsync(customer.AsActor(), new(id), context.RequestAborted);
        if (!found.Succeeded)
        {
            return PublicPage.Notice(NoticeKind.NotFound, StatusCodes.Status404NotFound);
        }

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.File(found.Value.Content, found.Value.ContentType, found.Value.FileName);
    }

    /// <summary>No case is open here: to the door, with a word about it where one has been.</summary>
    private static IResult Closed(HttpContext context)
    {
        if (!TrackSession.WasOpen(context))
        {
            return Results.LocalRedirect(PublicPaths.Track);
        }

        TrackSession.Close(context);
        return PublicPage.Notice(NoticeKind.Expired, StatusCodes.Status410Gone);
    }

    private static TrackedCustomer CustomerOf(Actor actor, string? zone) =>
        new(actor.CaseId ?? throw new InvalidOperationException("A tracked case has a customer."), actor.Name, zone);
}
