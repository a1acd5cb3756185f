using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>The receipt. It is shown for a while at its own address, so that a reload or a slow printer does no harm.</summary>
internal static class ReceiptEndpoints
{
    /// <summary>Maps it.</summary>
    public static void MapReceipt(this IEndpointRouteBuilder site) =>
        site.MapGet(PublicPaths.Receipt + "/{token}", (string token, HttpContext context, Receipts receipts, ReceiptShown shown) =>
            receipts.Read(token) is { } receipt ? shown.ShowAsync(context, receipt) : Task.FromResult(PublicPage.Notice(NoticeKind.Expired, StatusCodes.Status410Gone)));
}

/// <summary>Makes the page of a receipt. How its times are counted is that of the case itself, whichever rule it came under.</summary>
internal sealed class ReceiptShown(
    FindTrackedCase find, ReadTrackedCase read, CompanyTime company, CountedWords counted, PromiseStory story, PublicOptions options, IStringLocalizer<PublicTexts> texts)
{
    /// <summary>The page.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, ReceiptToken receipt)
    {
        var one = await CaseAsync(receipt, context.RequestAborted);
        var now = await company.NowAsync(context.RequestAborted, PublicWords.Kind(receipt.Kind));
        var clock = await company.ClockAsync(receipt.Zone, context.RequestAborted);
        var reply = one?.Promises.FirstOrDefault(p => p.Kind == PromiseKind.Reply);
        return PublicPage.Of<ReceiptPage>(new ReceiptModel(
            receipt.Number, receipt.Code,
            PublicPage.FullAddress(context, options, PublicPaths.TrackLink(receipt.Number, receipt.Code)),
            receipt.Kind,
            [.. receipt.Promises.Select(p => new PromisedTime(p.What, Instant.FromUnixTimeMilliseconds(p.Due)))],
            counted.Of(one?.Terms ?? now.Terms, now.At),
            new Bilingual(receipt.DepartmentEn, receipt.DepartmentZh).In(PublicLanguages.Current),
            receipt.Anonymous, receipt.ContactBy, clock)
        {
            Steps = one is null || reply is null ? null : story.Steps(reply, one.Terms.Calendar, new PublicTime(texts, clock)),
        });
    }

    private async Task<TrackedCase?> CaseAsync(ReceiptToken receipt, CancellationToken cancel)
    {
        var customer = await find.ExecuteAsync(Actor.Public, new(receipt.Number, receipt.Code), cancel);
        return customer is { Succeeded: true, Value: { CaseId: { } id } actor } && await read.ExecuteAsync(actor, new(id), cancel) is { Succeeded: true, Value: var one } ? one : null;
    }
}
