using System.Text.Json.Serialization;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Api;

/// <summary>A problem as RFC 9457 shapes it, sent as <c>application/problem+json</c>.</summary>
/// <param name="Type">What kind of problem: a stable relative address, listed in docs/api.md. Programs go by this.</param>
/// <param name="Title">The kind in words, in the caller's language.</param>
/// <param name="Status">The HTTP status.</param>
public sealed record ApiProblem(string Type, string Title, int Status)
{
    /// <summary>This occurrence in words, in the caller's language.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>What is wrong with which field, by its name in the request (type invalid).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<ApiFieldProblem>>? Errors { get; init; }

    /// <summary>The permission that is missing (type not-allowed).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Permission { get; init; }

    /// <summary>Where the case stands (type illegal-move).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CaseState? State { get; init; }

    /// <summary>What was written since <c>lastSeenMessage</c>, oldest first (type written-since).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NewerMessage>? Since { get; init; }
}

/// <summary>One thing wrong with a field.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">In words, in the caller's language.</param>
public sealed record ApiFieldProblem(string Code, string Message);
