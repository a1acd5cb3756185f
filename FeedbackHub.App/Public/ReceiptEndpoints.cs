using FeedbackHub.Core;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>The receipt. It is shown for a while at its own address, so that a reload or a slow printer does no harm.</summary>
internal static class ReceiptEndpoints
{
    /// <summary>Maps it.</summary>
    public static void MapReceipt(this IEndpointRouteBuilder site) =>
        site.MapGet(PublicPaths.Receipt + "/{token}", async (string token, HttpContext context, Receipts receipts, CompanyTime time, CountedWords counted, PublicOptions options) =>
        {
            if (receipts.Read(token) is not { } receipt)
            {
                return PublicPage.Notice(NoticeKind.Expired, StatusCodes.Status410Gone);
            }

            var now = await time.NowAsync(context.RequestAborted, PublicWords.Kind(receipt.Kind));
            return PublicPage.Of<ReceiptPage>(new ReceiptModel(
                receipt.Number, receipt.Code,
                PublicPage.FullAddress(context, options, PublicPaths.TrackLink(receipt.Number, receipt.Code)),
                receipt.Kind,
                [.. receipt.Promises.Select(p => new PromisedTime(p.What, Instant.FromUnixTimeMilliseconds(p.Due)))],
                counted.Of(now.Terms, now.At),
                new Bilingual(receipt.DepartmentEn, receipt.DepartmentZh).In(PublicLanguages.Current),
                receipt.Anonymous, receipt.ContactBy,
                await time.ClockAsync(receipt.Zone, context.RequestAborted)));
        });
}
