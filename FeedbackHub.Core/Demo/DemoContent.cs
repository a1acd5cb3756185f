using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace FeedbackHub.Core.Demo;

/// <summary>
/// What the demo company is made of, as written in Demo/Content: the company itself and the stories its customers tell.
/// Only words live here; a generator turns them into cases and decides when things happen.
/// </summary>
internal sealed partial record DemoContent(DemoOrganisation Company, DemoStories Stories, DemoPhrases Phrases)
{
    /// <summary>Filled from the case rather than from a list: how to address who filed it, and its handler's name.</summary>
    public static readonly IReadOnlySet<string> CasePlaceholders = new HashSet<string> { "customer", "handler" };

    // Strict, so that a misspelt or forgotten property fails at once and not as an odd demo.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The company alone, without reading the stories.</summary>
    public static DemoOrganisation LoadCompany() => Read<DemoOrganisation>("company.json");

    public static DemoContent Load() => new(Read<DemoOrganisation>("company.json"), Read<DemoStories>("stories.json"), Read<DemoPhrases>("phrases.json"));

    /// <summary>The names in braces in a text, each as often as it occurs.</summary>
    public static IEnumerable<string> Placeholders(string text) => InBraces().Matches(text).Select(m => m.Groups[1].Value);

    private static T Read<T>(string file)
    {
        var name = $"FeedbackHub.Core.Demo.Content.{file}";
        using var stream = typeof(DemoContent).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        return JsonSerializer.Deserialize<T>(stream, Json)
            ?? throw new InvalidOperationException($"The resource {name} is empty.");
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex InBraces();
}

/// <summary>A text in both languages.</summary>
internal sealed record DemoText(string En, string Zh)
{
    public string In(string language) => Languages.Nearest(language) == Languages.Chinese ? Zh : En;
}

/// <summary>Short things said between the stories' own words, whatever the story.</summary>
/// <param name="Dispatch">A supervisor gives a case to a handler of the department.</param>
/// <param name="HandOver">Customer care passes a case on to the department it belongs to.</param>
/// <param name="HandOverToCare">A department passes a case on to customer care.</param>
/// <param name="HandOverAsking">A handler passes a case on that will come back.</param>
/// <param name="Returned">The receiving department sends it back.</param>
/// <param name="ReturnBasis">What shows that it is not theirs.</param>
/// <param name="GroupTask">What two departments are asked to do in a major case.</param>
/// <param name="GroupReport">What one of them reports.</param>
/// <param name="Situation">How things stand in it.</param>
/// <param name="Chase">The customer asks whether there is news.</param>
/// <param name="Thanks">The customer says thank you after the end.</param>
/// <param name="FiledAgain">How somebody begins who files the same thing once more.</param>
/// <param name="TakenUpAgain">Why staff reopen a case.</param>
/// <param name="SecondLook">To the customer, once the case is open again.</param>
/// <param name="SecondDecision">What was decided the second time.</param>
internal sealed record DemoPhrases(
    IReadOnlyList<DemoText> Dispatch,
    IReadOnlyList<DemoText> HandOver,
    IReadOnlyList<DemoText> HandOverToCare,
    IReadOnlyList<DemoText> HandOverAsking,
    IReadOnlyList<DemoText> Returned,
    IReadOnlyList<DemoText> ReturnBasis,
    IReadOnlyList<DemoText> GroupTask,
    IReadOnlyList<DemoText> GroupReport,
    IReadOnlyList<DemoText> Situation,
    IReadOnlyList<DemoText> Chase,
    IReadOnlyList<DemoText> Thanks,
    IReadOnlyList<DemoText> FiledAgain,
    IReadOnlyList<DemoText> TakenUpAgain,
    IReadOnlyList<DemoText> SecondLook,
    IReadOnlyList<DemoText> SecondDecision);

internal sealed record DemoOrganisation(
    DemoText Name,
    IReadOnlyList<DemoDepartment> Departments,
    IReadOnlyList<DemoStaff> Staff,
    IReadOnlyList<DemoCategory> Categories);

internal sealed record DemoDepartment(string Key, DemoText Name);

/// <param name="Departments">Where a handler works or which a supervisor watches; none for those who see all.</param>
internal sealed record DemoStaff(
    string Key,
    string Name,
    string Email,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Departments,
    string Language);

/// <param name="Question">What customers choose, in their own words; <see cref="Name"/> is for staff.</param>
internal sealed record DemoCategory(
    string Key,
    string Department,
    DemoText Name,
    DemoText Question,
    IReadOnlyList<DemoCategory> Children);

/// <param name="Fill">
/// For each placeholder the values to choose from; one case uses one value all through. "date" holds the days of the week,
/// Monday first, so that the day that fits the time of filing can be taken.
/// </param>
/// <param name="Customers">By language: more people, for a story that is used a second time.</param>
internal sealed record DemoStories(
    IReadOnlyDictionary<string, DemoFill> Fill,
    IReadOnlyDictionary<string, IReadOnlyList<DemoCustomer>> Customers,
    IReadOnlyList<DemoStory> Stories);

/// <param name="Address">How an answer addresses the person who wrote, e.g. "Ms Okafor": fills {customer}.</param>
internal sealed record DemoCustomer(string Name, string Address, string? Email = null, string? Phone = null);

/// <summary>Someone who files on behalf of the customer.</summary>
internal sealed record DemoRepresentative(string Name, string Relation);

/// <param name="By">"staff" (to the customer), "customer", or "note" (internal).</param>
/// <param name="From">For a note by somebody else than the case's handler: that staff member's key.</param>
internal sealed record DemoEntry(string By, string Text, string? From = null);

/// <summary>
/// One story. Texts may hold placeholders. It ends with a decision, a refusal (NotAccepted) or a withdrawal;
/// the conversation makes sense cut off after any entry, for cases still open.
/// </summary>
/// <param name="Customer">Null when filed anonymously.</param>
/// <param name="SameCustomer">The story fits this one person; do not retell it with another.</param>
internal sealed record DemoStory(
    string Key,
    string Language,
    string Kind,
    string Category,
    string Channel,
    string Severity,
    bool Safety,
    DemoCustomer? Customer,
    string Subject,
    string Description,
    IReadOnlyList<DemoEntry> Conversation,
    bool SameCustomer = false,
    DemoRepresentative? Representative = null,
    string? Wanted = null,
    string? When = null,
    string? Place = null,
    string? Product = null,
    string? Concerns = null,
    string? Decision = null,
    string? Redress = null,
    string? NotSolvedReason = null,
    string? RefusalReason = null,
    string? WithdrawReason = null)
{
    /// <summary>Every text of the story that a person will read and that may hold placeholders.</summary>
    public IEnumerable<string> Texts() =>
        new[]
        {
            Subject, Description, Wanted, When, Place, Product, Concerns,
            Decision, Redress, NotSolvedReason, RefusalReason, WithdrawReason,
        }
        .OfType<string>()
        .Concat(Conversation.Select(entry => entry.Text));
}

/// <summary>The values of a placeholder: one list for all languages, or one for each.</summary>
[JsonConverter(typeof(DemoFillConverter))]
internal sealed class DemoFill(IReadOnlyList<string>? common, IReadOnlyDictionary<string, IReadOnlyList<string>>? byLanguage)
{
    public IReadOnlyList<string> For(string language) => common ?? byLanguage![language];
}

internal sealed class DemoFillConverter : JsonConverter<DemoFill>
{
    public override DemoFill Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartArray
            ? new(JsonSerializer.Deserialize<List<string>>(ref reader, options), null)
            : new(null, JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(ref reader, options));

    public override void Write(Utf8JsonWriter writer, DemoFill value, JsonSerializerOptions options) =>
        throw new NotSupportedException("The demo content is only read.");
}
