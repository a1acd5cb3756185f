using FeedbackHub.Core;
using FeedbackHub.Core.Promises;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>Policies for tests.</summary>
internal static class Rules
{
    public static readonly Bilingual Name = new("Rule", "规则");

    /// <summary>A policy of these rules.</summary>
    public static PromisePolicy Policy(params PromiseRule[] rules) =>
        Assert.IsType<PolicyReading.Accepted>(new PolicyDocument(rules).Read()).Policy;
}
