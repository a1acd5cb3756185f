using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Public;

/// <summary>What a customer sends from the page of their case. Whatever is wrong with it, what was typed comes back.</summary>
internal sealed class TrackPosts(
    PostedForms forms, FormSeals seals, KeptFiles kept, ClientLimits clients, FormWords words, TrackSession session, TrackedCasePage page,
    AddCustomerMessage addMessage, AnswerSolved answerSolved, AskReview askReview, WithdrawCase withdraw, ReadTrackedCase read,
    IAntiforgery antiforgery, IStringLocalizer<PublicTexts> texts, ILogger<TrackPosts> log)
{
    /// <summary>Adds a message, with files.</summary>
    public async Task<IResult> MessageAsync(HttpContext context)
    {
        var wait = clients.Post(context);
        var customer = session.Read(context);
        var posted = await forms.ReadAsync(context, keep: wait is null && customer is not null);
        var text = FilingForm.Text(posted.Fields, FieldNames.Message);
        if (posted.Body != PostedBody.Whole)
        {
            return PublicPage.Unread(posted.Body);
        }

        if (customer is null)
        {
            return SignInAgain(text, kept.Model(posted.Files).Kept);
        }

        return await KeepingAsync(context, text, kept.Model(posted.Files).Kept, () => SendAsync(context, customer, posted, text, wait));
    }

    private async Task<IResult> SendAsync(HttpContext context, TrackedCustomer customer, PostedForm posted, string? text, TimeSpan? wait)
    {
        var seal = seals.Read(TrackedCasePage.MessageSeal(customer), posted.Fields);
        if (posted.Fields.ContainsKey(FieldNames.OtherLanguage))
        {
            return await page.ShowAsync(context, customer, new() { Message = new(seal.ShowAgain, text, kept.Model(posted.Files), new FormErrors()) }, StatusCodes.Status200OK);
        }

        var errors = await StaleAsync(context);
        if (wait is { } busy)
        {
            PublicPage.AskToWait(context, busy);
            errors.AddNotice(texts["Error_Busy", PublicPage.Minutes(busy)]);
        }
        else if (seal.State == SealState.Broken && !errors.Any)
        {
            errors.AddNotice(texts["Error_Expired"]);
        }

        if (posted.Refused.Count > 0)
        {
            errors.Add(FieldNames.Files, words.Words(posted.Refused));
        }

        if (!errors.Any)
        {
            var sent = await addMessage.ExecuteAsync(
                customer.AsActor(), new(customer.CaseId, text ?? "", seal.Key) { Files = posted.Files }, context.RequestAborted);
            if (sent.Succeeded)
            {
                return Thanks(context, TrackThanks.MessageSent);
            }

            Explain(errors, sent.Failure, FieldNames.Message, "Error_Message");
        }

        return await page.ShowAsync(
            context, customer, new() { Message = new(seal.ShowAgain, text, kept.Model(posted.Files), errors) },
            wait is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Takes the answer to "Is it solved?".</summary>
    public async Task<IResult> SolvedAsync(HttpContext context)
    {
        var posted = await forms.ReadAsync(context, keep: false);
        if (posted.Body != PostedBody.Whole)
        {
            return PublicPage.Unread(posted.Body);
        }

        string? answer = FilingForm.Text(posted.Fields, FieldNames.Solved), why = FilingForm.Text(posted.Fields, FieldNames.Why);
        return session.Read(context) is { } customer
            ? await KeepingAsync(context, why, [], () => AnswerAsync(context, customer, posted, answer, why))
            : SignInAgain(why, []);
    }

    private async Task<IResult> AnswerAsync(HttpContext context, TrackedCustomer customer, PostedForm posted, string? answer, string? why)
    {
        var errors = await StaleAsync(context);
        if (answer is not ("yes" or "no"))
        {
            errors.Add(FieldNames.Solved, texts["Error_SolvedChoose"]);
        }

        if (!errors.Any)
        {
            var solved = answer == "yes";
            var said = await answerSolved.ExecuteAsync(customer.AsActor(), new(customer.CaseId, solved, why ?? ""), context.RequestAborted);
            if (said.Succeeded || (said.Failure is IllegalMove && (await CaseAsync(context, customer))?.CustomerAccepted == solved))
            {
                return Thanks(context, solved ? TrackThanks.SolvedYes : TrackThanks.SolvedNo);
            }

            Explain(errors, said.Failure, FieldNames.Why, "Error_Why");
        }

        var seal = seals.Read(TrackedCasePage.MessageSeal(customer), posted.Fields).ShowAgain;
        var solvedForm = new SolvedForm(seal, answer, why, errors);

        // When the question is no longer asked, what was written goes into the message form, which always is.
        var message = (await CaseAsync(context, customer))?.State != CaseState.Resolved ? new MessageForm(seal, why, kept.Model([]), errors) : null;
        return await page.ShowAsync(context, customer, new() { Solved = solvedForm, Message = message }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Takes the request for a review.</summary>
    public async Task<IResult> ReviewAsync(HttpContext context)
    {
        var posted = await forms.ReadAsync(context, keep: false);
        if (posted.Body != PostedBody.Whole)
        {
            return PublicPage.Unread(posted.Body);
        }

        var why = FilingForm.Text(posted.Fields, FieldNames.Review);
        return session.Read(context) is { } customer
            ? await KeepingAsync(context, why, [], () => AskAsync(context, customer, posted, why))
            : SignInAgain(why, []);
    }

    private async Task<IResult> AskAsync(HttpContext context, TrackedCustomer customer, PostedForm posted, string? why)
    {
        var errors = await StaleAsync(context);
        if (!errors.Any)
        {
            var asked = await askReview.ExecuteAsync(customer.AsActor(), new(customer.CaseId, why ?? ""), context.RequestAborted);
            if (asked.Succeeded || (asked.Failure is IllegalMove && (await CaseAsync(context, customer))?.Review == ReviewStage.Asked))
            {
                return Thanks(context, TrackThanks.ReviewAsked);
            }

            Explain(errors, asked.Failure, FieldNames.Review, "Error_Review");
        }

        var seal = seals.Read(TrackedCasePage.MessageSeal(customer), posted.Fields).ShowAgain;
        var message = (await CaseAsync(context, customer))?.ReviewUntil is null ? new MessageForm(seal, why, kept.Model([]), errors) : null;
        return await page.ShowAsync(
            context, customer, new() { Review = new(seal, why, errors, default), Message = message }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Takes the case back.</summary>
    public async Task<IResult> WithdrawAsync(HttpContext context)
    {
        var posted = await forms.ReadAsync(context, keep: false);
        if (posted.Body != PostedBody.Whole)
        {
            return PublicPage.Unread(posted.Body);
        }

        var reason = FilingForm.Text(posted.Fields, FieldNames.Reason);
        return session.Read(context) is { } customer
            ? await KeepingAsync(context, reason, [], () => TakeBackAsync(context, customer, posted, reason))
            : SignInAgain(reason, []);
    }

    private async Task<IResult> TakeBackAsync(HttpContext context, TrackedCustomer customer, PostedForm posted, string? reason)
    {
        var errors = await StaleAsync(context);
        if (!errors.Any)
        {
            var taken = await withdraw.ExecuteAsync(customer.AsActor(), new(customer.CaseId, reason ?? ""), context.RequestAborted);
            if (taken.Succeeded || (taken.Failure is IllegalMove && (await CaseAsync(context, customer))?.State == CaseState.Withdrawn))
            {
                return Thanks(context, TrackThanks.Withdrawn);
            }

            Explain(errors, taken.Failure, FieldNames.Reason, "Error_Changed");
        }

        var seal = seals.Read(TrackedCasePage.MessageSeal(customer), posted.Fields).ShowAgain;
        var message = (await CaseAsync(context, customer))?.CanWithdraw is true ? null : new MessageForm(seal, reason, kept.Model([]), errors);
        return await page.ShowAsync(
            context, customer, new() { Withdraw = new(seal, reason, errors), Message = message }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Says so where the page is too old, or was made by somebody else.</summary>
    private async Task<FormErrors> StaleAsync(HttpContext context)
    {
        var errors = new FormErrors();
        return await antiforgery.IsRequestValidAsync(context) ? errors : errors.AddNotice(texts["Error_Expired"]);
    }

    private void Explain(FormErrors errors, Failure failure, string field, string missing)
    {
        switch (failure)
        {
            case Invalid { Problems: [{ Code: "TextMissing" }, ..] }:
                errors.Add(field, texts[missing]);
                break;
            case Invalid { Problems: [{ Code: "TooLong", Arguments: [int limit, ..] }, ..] }:
                errors.Add(field, words.TooLong(limit));
                break;
            case ReviewNotPossible:
                errors.AddNotice(texts["Error_ReviewOver"]);
                break;
            default:
                errors.AddNotice(texts["Error_Changed"]);
                break;
        }
    }

    private async Task<TrackedCase?> CaseAsync(HttpContext context, TrackedCustomer customer)
    {
        var found = await read.ExecuteAsync(customer.AsActor(), new(customer.CaseId), context.RequestAborted);
        return found.Succeeded ? found.Value : null;
    }

    /// <summary>With database or disk away the case cannot be shown: what was written waits before its door.</summary>
    private async Task<IResult> KeepingAsync(HttpContext context, string? text, IReadOnlyList<KeptFile> files, Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception problem) when (StorageFault.IsOne(problem))
        {
            log.LogError(problem, "What a customer sent to their case was not accepted: storage failed");
            PublicPage.AskToWait(context, StorageFault.Wait);
            return Door("Error_NotAccepted", text, files, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private IResult SignInAgain(string? text, IReadOnlyList<KeptFile> files) =>
        Door("Error_SignInAgain", text, files, StatusCodes.Status422UnprocessableEntity);

    private IResult Door(string why, string? text, IReadOnlyList<KeptFile> files, int status) => PublicPage.Of<TrackSignInPage>(
        new TrackSignInModel(null, null, new FormErrors().AddNotice(texts[why]), new PendingMessage(text, files)), status);

    private static IResult Thanks(HttpContext context, TrackThanks thanks)
    {
        TrackSession.Thank(context, thanks);
        return PublicPage.SeeOther(context, PublicPaths.TrackCase);
    }
}
