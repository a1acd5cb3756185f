using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>What a receipt's address carries, sealed: it can be shown for a while, by nobody else, and is stored nowhere.</summary>
/// <param name="Zone">The customer's time zone as posted; not checked yet.</param>
public sealed record ReceiptToken(
    string Number, string Code, string Kind, string DepartmentEn, string DepartmentZh, bool Anonymous, string? ContactBy,
    string? Zone, IReadOnlyList<ReceiptPromise> Promises);

/// <summary>A promised time on a receipt, in milliseconds since 1970 UTC.</summary>
public sealed record ReceiptPromise(PublicPromise What, long Due);

/// <summary>Makes receipts' addresses, and reads them.</summary>
public sealed class Receipts(PublicSeals seals, PublicOptions options)
{
    private const string Purpose = "receipt";

    /// <summary>The address that shows a receipt.</summary>
    public string AddressOf(Receipt receipt, Filed filed) => PublicPaths.ReceiptOf(seals.Seal(Purpose, new ReceiptToken(
        receipt.Number, receipt.Code, PublicWords.Of(receipt.Kind), receipt.Department.En, receipt.Department.Zh, filed.Anonymous,
        filed.Anonymous ? null : ContactOf(filed.ContactBy), filed.Zone,
        [.. receipt.Promises.Where(p => p.DueAt is not null).Select(p => new ReceiptPromise(PublicWords.Of(p.Kind), p.DueAt!.Value.ToUnixTimeMilliseconds()))])));

    /// <summary>What an address shows; null where it is not ours or too old.</summary>
    public ReceiptToken? Read(string token) => seals.Open<ReceiptToken>(Purpose, token, Duration.FromMinutes(options.ReceiptMinutes))?.Content;

    private static string ContactOf(ContactWay way) => way switch
    {
        ContactWay.Email => "email",
        ContactWay.Phone => "phone",
        ContactWay.TrackPage => "page",
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "No such way."),
    };
}
