using System.ComponentModel.DataAnnotations;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.App.Api;

/// <summary>What a customer files, brought by another program. Kept exactly as sent.</summary>
public sealed record FilingBody
{
    /// <summary>What it is.</summary>
    public CaseKind Kind { get; init; } = CaseKind.Complaint;

    /// <summary>What happened, up to 100,000 characters.</summary>
    [Required]
    public string Description { get; init; } = "";

    /// <summary>One line; without it the beginning of the description.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Where in the category tree; decides the department.</summary>
    public long? CategoryId { get; init; }

    /// <summary>The segment of the customer (its number on the page of customer segments); may decide rule and calendar.</summary>
    public long? SegmentId { get; init; }

    /// <summary>What the customer would like us to do.</summary>
    public string Wanted { get; init; } = "";

    /// <summary>When it happened, in the customer's words.</summary>
    public string OccurredWhen { get; init; } = "";

    /// <summary>Where it happened.</summary>
    public string Place { get; init; } = "";

    /// <summary>The product or service concerned.</summary>
    public string Product { get; init; } = "";

    /// <summary>Whom it concerns, in the customer's words.</summary>
    public string Concerns { get; init; } = "";

    /// <summary>Somebody could be hurt.</summary>
    public bool Safety { get; init; }

    /// <summary>True where the customer does not say who they are: then the fields below are not kept.</summary>
    public bool Anonymous { get; init; }

    /// <summary>The customer's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The customer's e-mail; it or a telephone number is needed unless anonymous.</summary>
    public string Email { get; init; } = "";

    /// <summary>The customer's telephone.</summary>
    public string Phone { get; init; } = "";

    /// <summary>Who speaks for the customer, if somebody does.</summary>
    public string Representative { get; init; } = "";

    /// <summary>How the customer wants to be reached.</summary>
    public ContactWay ContactBy { get; init; }

    /// <summary>The language to answer in: en or zh-Hans.</summary>
    public string Language { get; init; } = Languages.English;

    /// <summary>The customer's IANA time zone, where known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The filing, for the one door.</summary>
    public Filed AsFiled(string key) => new()
    {
        Key = key,
        Channel = Channel.Api,
        Kind = Kind,
        CategoryId = CategoryId,
        SegmentId = SegmentId,
        Subject = Subject,
        Description = Description,
        Wanted = Wanted,
        OccurredWhen = OccurredWhen,
        Place = Place,
        Product = Product,
        Concerns = Concerns,
        Safety = Safety,
        Anonymous = Anonymous,
        Name = Name,
        Email = Email,
        Phone = Phone,
        Representative = Representative,
        ContactBy = ContactBy,
        Language = Language,
        Zone = TimeZone,
    };
}

/// <summary>What to tell the customer at once.</summary>
/// <param name="Number">For talking about the case.</param>
/// <param name="CaseId">The id that live updates carry.</param>
/// <param name="TrackingCode">Opens the case on the public site, together with the number. A secret of the customer's: pass it on, do not keep it.</param>
/// <param name="Kind">What was filed.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Department">Who deals with it.</param>
/// <param name="Promises">By when the customer hears what.</param>
/// <param name="TimeZone">The IANA zone to show times in.</param>
/// <param name="Language">The customer's language.</param>
public sealed record ReceiptResource(
    string Number, long CaseId, string TrackingCode, CaseKind Kind, Instant ReceivedAt, Bilingual Department,
    IReadOnlyList<PromisedTimeResource> Promises, string TimeZone, string Language)
{
    /// <summary>A receipt for other programs.</summary>
    public static ReceiptResource Of(Receipt receipt) => new(
        receipt.Number, receipt.CaseId, receipt.Code, receipt.Kind, receipt.ReceivedAt, receipt.Department,
        [.. receipt.Promises.Select(p => new PromisedTimeResource(p.Kind, p.DueAt))], receipt.Zone, receipt.Language);
}

/// <summary>One promise with its time.</summary>
public sealed record PromisedTimeResource(PromiseKind Kind, Instant? DueAt);
