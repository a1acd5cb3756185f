namespace FeedbackHub.Core;

/// <summary>
/// An expected failure: something a page can explain to a person. Bugs throw instead.
/// The resource <c>Failure_TypeName</c> holds the words.
/// </summary>
public abstract record Failure;

/// <summary>The actor lacks the permission, or the case is not theirs to see.</summary>
/// <param name="Permission">The permission that was missing.</param>
public sealed record NotAllowed(string Permission) : Failure;

/// <summary>There is no such thing, or it must look to this actor as if there were none.</summary>
public sealed record NotFound : Failure;

/// <summary>Something typed cannot be taken; each problem names its field.</summary>
/// <param name="Problems">At least one.</param>
public sealed record Invalid(IReadOnlyList<FieldProblem> Problems) : Failure
{
    /// <summary>One problem with one field.</summary>
    public Invalid(string field, string code, params object[] arguments) : this([new FieldProblem(field, code, arguments)]) { }

    /// <inheritdoc />
    public bool Equals(Invalid? other) => other is not null && Problems.SequenceEqual(other.Problems);

    /// <inheritdoc />
    public override int GetHashCode() => Problems.Count;
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The field's name as the request calls it.</param>
/// <param name="Code">A resource key suffix: <c>Problem_Code</c>.</param>
/// <param name="Arguments">What the words need, such as a limit.</param>
public sealed record FieldProblem(string Field, string Code, params object[] Arguments)
{
    /// <inheritdoc />
    public bool Equals(FieldProblem? other) =>
        other is not null && Field == other.Field && Code == other.Code && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Field, Code);
}
