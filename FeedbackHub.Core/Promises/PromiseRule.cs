using System.Text.Json.Serialization;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// One line of the promise policy: which cases it is for, and what they are promised. The lines are gone through in order,
/// the first that fits counts. A condition left out fits every case.
/// </summary>
/// <param name="Name">For people to read.</param>
/// <param name="Promises">What is promised.</param>
public sealed record PromiseRule(Bilingual Name, PromiseTargets Promises)
{
    /// <summary>Of these kinds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CaseKind>? Kinds { get; init; }

    /// <summary>Of this severity.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Severity? Severity { get; init; }

    /// <summary>Where somebody could be hurt, or where not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Safety { get; init; }

    /// <summary>Through these channels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Channel>? Channels { get; init; }

    /// <summary>In these branches of the category tree.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Categories { get; init; }

    /// <summary>Received by these departments.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Departments { get; init; }

    /// <summary>For customers of these segments.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Segments { get; init; }

    /// <summary>True where it has no condition at all.</summary>
    [JsonIgnore]
    public bool IsForAll =>
        (Kinds, Severity, Safety, Channels, Categories, Departments, Segments) is (null, null, null, null, null, null, null);

    /// <summary>True where every condition fits.</summary>
    public bool Fits(CaseTraits traits) =>
        Kinds?.Contains(traits.Kind) != false
        && (Severity is null || Severity == traits.Severity)
        && (Safety is null || Safety == traits.Safety)
        && Channels?.Contains(traits.Channel) != false
        && Categories?.Any(traits.IsWithin) != false
        && Departments?.Contains(traits.DepartmentId) != false
        && (Segments is null || (traits.SegmentId is { } segment && Segments.Contains(segment)));
}
