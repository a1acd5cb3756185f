using FeedbackHub.Core.Cases;

namespace FeedbackHub.Core.Promises;

/// <summary>Why a promise policy cannot be accepted. A page turns each into words in the reader's language.</summary>
/// <param name="Field">The field of <see cref="PolicyDocument"/> concerned, as a path such as <c>cells.complaint.major.replyMinutes</c> or <c>cells[2].kind</c>.</param>
public abstract record PolicyProblem(string Field)
{
    /// <summary>The stored text is not the JSON of a policy document (wrong syntax, missing, unknown or repeated property).</summary>
    public sealed record NotADocument(string Field) : PolicyProblem(Field);

    /// <summary>The text is not a kind of case.</summary>
    public sealed record UnknownKind(string Field, string Text) : PolicyProblem(Field);

    /// <summary>The text is not a severity.</summary>
    public sealed record UnknownSeverity(string Field, string Text) : PolicyProblem(Field);

    /// <summary>The same kind and severity appear twice.</summary>
    public sealed record CellTwice(string Field, CaseKind Kind, Severity Severity) : PolicyProblem(Field);

    /// <summary>A kind and severity have no targets: such a case would have no promise.</summary>
    public sealed record CellMissing(string Field, CaseKind Kind, Severity Severity) : PolicyProblem(Field);

    /// <summary>A target is not between one working minute and <see cref="PromisePolicy.LongestTarget"/>.</summary>
    public sealed record TargetOutOfRange(string Field, long Minutes) : PolicyProblem(Field);
}
