namespace FeedbackHub.App.Public;

/// <summary>A question that finds the category: a topic with its sub-questions, or a sub-question.</summary>
/// <param name="Id">Stable; letters, digits and hyphens.</param>
/// <param name="Question">In the reader's language.</param>
/// <param name="Children">Empty for a sub-question, or a topic that needs none.</param>
public sealed record CategoryQuestion(string Id, string Question, IReadOnlyList<CategoryQuestion> Children);

/// <summary>A file received with an earlier post of the same form and kept until the form is right.</summary>
/// <param name="Reference">Protected; posted back as <see cref="FieldNames.KeptFile"/>.</param>
/// <param name="Name">The customer's name for it.</param>
/// <param name="Bytes">Its size.</param>
public sealed record KeptFile(string Reference, string Name, long Bytes);

/// <summary>What may be attached, and what has been received already.</summary>
public sealed record FilesModel(IReadOnlyList<KeptFile> Kept, int MaxFiles = 5, int MaxMegabytes = 10)
{
    /// <summary>Generous to those who count a megabyte in thousands.</summary>
    public long MaxBytes => MaxMegabytes * 1_048_576L;
}

/// <summary>The form "Tell us what happened".</summary>
public sealed record FilePageModel(
    FormSeal Seal,
    FilingForm Form,
    IReadOnlyList<CategoryQuestion> Topics,
    FilesModel Files,
    FormErrors Errors);

/// <summary>The suggestion box: one field, anonymous unless contact is given.</summary>
/// <param name="Place">The place a poster hangs at, from <c>?at=</c>; shown and posted back.</param>
public sealed record SuggestionBoxModel(FormSeal Seal, FilingForm Form, string? Place, FormErrors Errors);

/// <summary>A poster to print.</summary>
/// <param name="Address">The full address the QR code leads to.</param>
/// <param name="Place">The place the poster is for.</param>
public sealed record PosterModel(string Address, string? Place);
