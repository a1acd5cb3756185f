using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Public;

/// <summary>How far a body could be read.</summary>
public enum PostedBody
{
    Whole,
    TooLarge,
    Broken,
}

/// <summary>A posted form: its texts in memory, its files in the store already.</summary>
/// <param name="Body">How far it could be read; the rest is empty where not whole.</param>
/// <param name="Fields">The texts.</param>
/// <param name="Files">The files that may be attached: those kept from before, then the new ones.</param>
/// <param name="Refused">What could not be kept, in the order sent.</param>
public sealed record PostedForm(PostedBody Body, IFormCollection Fields, IReadOnlyList<StoredFile> Files, IReadOnlyList<RefusedFile> Refused);

/// <summary>Why a file was not kept.</summary>
public enum FileRefusal
{
    TooMany,
    TooLarge,
    Empty,
    Gone,
    NotNow,

    /// <summary>Our disk or database failed.</summary>
    NotStored,
}

/// <summary>A file that was not kept.</summary>
public sealed record RefusedFile(string Name, FileRefusal Why);
