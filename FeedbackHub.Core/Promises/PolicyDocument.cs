using System.Text.Json;
using System.Text.Json.Serialization;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// A promise policy as it is stored and as administrators edit it: nothing checked yet. <see cref="Read"/> makes a policy of it.
/// </summary>
/// <param name="Rules">Which case is promised what, in order; the last is for all.</param>
public sealed record PolicyDocument(IReadOnlyList<PromiseRule> Rules)
{
    /// <summary>How promises are watched; left out: <see cref="Promises.Ladder.Default"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Ladder? Ladder { get; init; }

    /// <summary>How much more time may be granted; left out: <see cref="ExtensionLimit.Default"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExtensionLimit? Extensions { get; init; }

    /// <summary>How long a customer is waited for; left out: <see cref="WaitingLimit.Default"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WaitingLimit? Waiting { get; init; }

    /// <summary>The document of a policy.</summary>
    public static PolicyDocument Of(PromisePolicy policy) => policy.Document;

    /// <summary>The policy stored as this JSON text, or what is wrong with the text. Never throws for what the text says.</summary>
    public static PolicyReading FromJson(string json)
    {
        try
        {
            var document = FirstTable.IsOne(json) ? FirstTable.Read(json) : JsonSerializer.Deserialize<PolicyDocument>(json, DocumentJson.Options);
            return document?.Read() ?? new PolicyReading.Rejected([new PolicyProblem.NotADocument("")]);
        }
        catch (JsonException notADocument)
        {
            return new PolicyReading.Rejected([new PolicyProblem.NotADocument(DocumentJson.FieldOf(notADocument))]);
        }
    }

    /// <summary>The text to store.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DocumentJson.Options);

    /// <summary>The policy this document describes, or everything that is wrong with it, each with its field.</summary>
    public PolicyReading Read()
    {
        var problems = PolicyCheck.Of(this).ToList();
        return problems.Count > 0 ? new PolicyReading.Rejected(problems) : new PolicyReading.Accepted(new PromisePolicy(this));
    }
}
