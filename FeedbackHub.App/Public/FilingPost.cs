using FeedbackHub.App.Telemetry;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Public;

/// <summary>One of the two forms that file a case.</summary>
/// <param name="Form">Its name in seals.</param>
/// <param name="IsBox">True for the suggestion box.</param>
/// <param name="Filed">What is filed, out of what was typed.</param>
/// <param name="Show">The form again, with what was typed, what is kept and what is wrong.</param>
internal sealed record FilingDoor(
    string Form, bool IsBox, Func<FilingForm, Filed> Filed, Func<FormSeal, FilingForm, FilesModel, FormErrors, int, Task<IResult>> Show);

/// <summary>
/// Receives a posted filing. Whatever is wrong with it (the form too old, the trap filled, too many tries), the form comes
/// back with everything typed and every file that could be kept: a complaint is never lost to a rule against machines.
/// </summary>
internal sealed class FilingPost(
    PostedForms forms, FormSeals seals, KeptFiles kept, ClientLimits clients, FormWords words, Receipts receipts,
    FileCase file, Limits limits, IAntiforgery antiforgery, IStringLocalizer<PublicTexts> texts, ILogger<FilingPost> log)
{
    /// <summary>Files the case and leads to its receipt, or shows the form again.</summary>
    public async Task<IResult> ReceiveAsync(HttpContext context, FilingDoor door)
    {
        var wait = clients.Post(context);
        var posted = await forms.ReadAsync(context, keep: wait is null);
        if (posted.Body != PostedBody.Whole)
        {
            return PublicPage.Unread(posted.Body);
        }

        var form = FilingForm.Read(posted.Fields);
        var seal = seals.Read(door.Form, posted.Fields);
        if (posted.Fields.ContainsKey(FieldNames.OtherLanguage))
        {
            // Nothing is sent yet, and so nothing is wrong yet: the same form, in the language that the address now names, which
            // is offered as the language to answer in, too.
            return await door.Show(seal.ShowAgain, form with { Language = null }, kept.Model(posted.Files), new FormErrors().AddAll(words.Of([], posted.Refused, door.IsBox)), StatusCodes.Status200OK);
        }

        var filed = door.Filed(form) with { Key = seal.Key, Files = posted.Files };
        var errors = new FormErrors();
        if (!await antiforgery.IsRequestValidAsync(context) || seal.State == SealState.Broken)
        {
            errors.AddNotice(texts["Error_Expired"]);
        }
        else if (form.Trapped)
        {
            errors.AddNotice(texts["Error_Trap"]);
        }
        else if (seal.State == SealState.TooQuick)
        {
            errors.AddNotice(texts["Error_TooQuick"]);
        }

        errors.AddAll(words.Of(FiledRules.Check(filed, limits).Concat(UnknownTopic(form, filed)), posted.Refused, door.IsBox));
        if (wait is null && !errors.Any)
        {
            wait = clients.Filing(context);
        }

        if (wait is { } busy)
        {
            PublicPage.AskToWait(context, busy);
            errors.AddNotice(texts["Error_Busy", PublicPage.Minutes(busy)]);
            return await ShowAsync(StatusCodes.Status429TooManyRequests);
        }

        if (posted.Refused.Any(r => r.Why == FileRefusal.NotStored))
        {
            return await NotAcceptedAsync();
        }

        if (errors.Any)
        {
            return await ShowAsync(StatusCodes.Status422UnprocessableEntity);
        }

        Result<Receipt> done;
        try
        {
            done = await file.FileMeasuredAsync(Actor.Public, filed, context.RequestAborted);
        }
        catch (Exception problem) when (StorageFault.IsOne(problem))
        {
            log.LogError(problem, "A filing was not accepted: storage failed");
            return await NotAcceptedAsync();
        }

        if (done.Succeeded)
        {
            return PublicPage.SeeOther(context, receipts.AddressOf(done.Value, filed));
        }

        if (done.Failure is not Invalid invalid)
        {
            throw new InvalidOperationException($"A filing from the public site cannot fail so: {done.Failure}");
        }

        errors.AddAll(words.Of(invalid.Problems, [], door.IsBox));
        return await ShowAsync(StatusCodes.Status422UnprocessableEntity);

        Task<IResult> NotAcceptedAsync()
        {
            PublicPage.AskToWait(context, StorageFault.Wait);
            errors.AddNotice(texts["Error_NotAccepted"]);
            return ShowAsync(StatusCodes.Status503ServiceUnavailable);
        }

        Task<IResult> ShowAsync(int status) => door.Show(seal.ShowAgain, form, kept.Model(posted.Files), errors, status);
    }

    /// <summary>An id that we never offered is not silently filed as none.</summary>
    private static IEnumerable<FieldProblem> UnknownTopic(FilingForm form, Filed filed) =>
        (form.Topic ?? form.Category) is not null && filed.CategoryId is null ? [new(nameof(Filed.CategoryId), "CategoryUnknown")] : [];
}
