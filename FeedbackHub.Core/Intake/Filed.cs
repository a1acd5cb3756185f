using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Intake;

/// <summary>What somebody files, through whichever channel.</summary>
public sealed record Filed
{
    /// <summary>Chosen by the sender, different for each filing: makes a repeated sending find the same case.</summary>
    public required string Key { get; init; }

    /// <summary>How it came in.</summary>
    public required Channel Channel { get; init; }

    /// <summary>What the customer brings.</summary>
    public CaseKind Kind { get; init; } = CaseKind.Complaint;

    /// <summary>Where in the category tree; null where the customer did not say.</summary>
    public long? CategoryId { get; init; }

    /// <summary>The segment of the customer, said by staff or another program; customers themselves cannot.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // what was filed without one keeps its hash
    public long? SegmentId { get; init; }

    /// <summary>One line; empty: the beginning of the description.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What happened.</summary>
    public string Description { get; init; } = "";

    /// <summary>What the customer would like us to do.</summary>
    public string Wanted { get; init; } = "";

    /// <summary>When it happened, in their words.</summary>
    public string OccurredWhen { get; init; } = "";

    /// <summary>Where.</summary>
    public string Place { get; init; } = "";

    /// <summary>Product or service.</summary>
    public string Product { get; init; } = "";

    /// <summary>Whom it concerns, in their words.</summary>
    public string Concerns { get; init; } = "";

    /// <summary>Somebody could be hurt.</summary>
    public bool Safety { get; init; }

    /// <summary>True where they do not say who they are; the fields below are then ignored.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>E-mail.</summary>
    public string Email { get; init; } = "";

    /// <summary>Telephone.</summary>
    public string Phone { get; init; } = "";

    /// <summary>Who speaks for them, if somebody does.</summary>
    public string Representative { get; init; } = "";

    /// <summary>How they want to be reached.</summary>
    public ContactWay ContactBy { get; init; }

    /// <summary>The language to answer in.</summary>
    public string Language { get; init; } = Languages.English;

    /// <summary>Their IANA time zone where known.</summary>
    public string? Zone { get; init; }

    /// <summary>Files, stored already.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];

    /// <summary>A hash over all that was filed, the key left out.</summary>
    internal byte[] ContentHash() => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Key = "" }));

    /// <summary>The new case, before routing, promises and code.</summary>
    internal Case AsCase(Instant now, string number)
    {
        var zone = Zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is not null ? Zone : null;
        var filed = new Case
        {
            Number = number,
            Channel = Channel,
            Kind = Kind,
            CategoryId = CategoryId,
            SegmentId = SegmentId,
            Subject = string.IsNullOrWhiteSpace(Subject) ? FiledRules.SubjectOf(Description) : Subject,
            Description = Description,
            Wanted = Wanted,
            OccurredWhen = OccurredWhen,
            Place = Place,
            Product = Product,
            Concerns = Concerns,
            Safety = Safety,
            Anonymous = Anonymous,
            CustomerName = Anonymous ? "" : Name,
            CustomerEmail = Anonymous ? "" : Email,
            CustomerPhone = Anonymous ? "" : Phone,
            Representative = Anonymous ? "" : Representative,
            ContactBy = Anonymous ? ContactWay.TrackPage : ContactBy,
            CustomerLanguage = Languages.Nearest(Language),
            CustomerZone = zone,
            ReceivedAt = now,
            NewsVersion = 1,
        };
        filed.Wrote(AuthorKind.Customer, Description, now);
        filed.Attachments.AddRange(Files.Select(f => f.AsAttachment()));
        return filed;
    }
}
