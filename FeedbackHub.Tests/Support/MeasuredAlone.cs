using Xunit;

namespace FeedbackHub.Tests.Support;

/// <summary>For tests that measure the memory or the time of the whole process: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    /// <summary>What the tests of it are marked with.</summary>
    public const string Name = "Measured alone";
}
