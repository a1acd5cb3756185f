using FeedbackHub.Core;
using FeedbackHub.Core.Intake;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Public;

/// <summary>Says what the core finds wrong with a filing in the words of the forms, at the fields of the forms.</summary>
public sealed class FormWords(IStringLocalizer<PublicTexts> texts, Limits limits)
{
    private static readonly string[] Order =
    [
        FieldNames.Kind, FieldNames.Topic, FieldNames.Description, FieldNames.When, FieldNames.Where, FieldNames.Whom,
        FieldNames.Wish, FieldNames.Files, FieldNames.Name, FieldNames.Email, FieldNames.Phone,
    ];

    /// <summary>Problems of the core and refused files, in the order of the page.</summary>
    /// <param name="box">True in the words of the suggestion box.</param>
    public IEnumerable<FormError> Of(IEnumerable<FieldProblem> problems, IReadOnlyList<RefusedFile> refused, bool box)
    {
        var errors = problems.Select(p => new FormError(FieldOf(p.Field), Words(p, box)));
        return (refused.Count == 0 ? errors : errors.Append(new FormError(FieldNames.Files, Words(refused))))
            .DistinctBy(e => e.Field).OrderBy(e => Array.IndexOf(Order, e.Field));
    }

    /// <summary>What could not be kept and why: all of it in one line at the field.</summary>
    public string Words(IReadOnlyList<RefusedFile> refused)
    {
        var megabytes = limits.FileBytes / (1024 * 1024);
        var lines = refused.Where(r => r.Why is FileRefusal.TooLarge or FileRefusal.Empty)
            .Select(r => texts[r.Why == FileRefusal.Empty ? "Error_FileEmpty" : "Error_FileTooLarge", r.Name, megabytes].Value).ToList();
        var many = refused.Where(r => r.Why == FileRefusal.TooMany).Select(r => $"“{r.Name}”").ToArray();
        if (many.Length > 0)
        {
            lines.Add(texts["Error_FileTooMany", limits.Files, string.Join(texts["Steps_Between"], many)]);
        }

        if (refused.Any(r => r.Why == FileRefusal.Gone))
        {
            lines.Add(texts["Error_FileGone"]);
        }

        if (refused.Any(r => r.Why == FileRefusal.NotNow))
        {
            lines.Add(texts["Error_BusyFiles"]);
        }

        if (refused.Any(r => r.Why == FileRefusal.NotStored))
        {
            lines.Add(texts["Error_FileNotStored"]);
        }

        return string.Join(" ", lines);
    }

    /// <summary>A text that is too long.</summary>
    public string TooLong(int limit) => texts[limit == limits.Text ? "Error_TooLong" : "Error_TooLongLine", limit];

    private static string FieldOf(string field) => field switch
    {
        nameof(Filed.Kind) => FieldNames.Kind,
        nameof(Filed.CategoryId) => FieldNames.Topic,
        nameof(Filed.Description) => FieldNames.Description,
        nameof(Filed.OccurredWhen) => FieldNames.When,
        nameof(Filed.Place) => FieldNames.Where,
        nameof(Filed.Concerns) => FieldNames.Whom,
        nameof(Filed.Wanted) => FieldNames.Wish,
        nameof(Filed.Files) => FieldNames.Files,
        nameof(Filed.Name) => FieldNames.Name,
        nameof(Filed.Email) => FieldNames.Email,
        nameof(Filed.Phone) => FieldNames.Phone,
        _ => throw new InvalidOperationException($"No form has the field {field}."),
    };

    private string Words(FieldProblem problem, bool box) => problem.Code switch
    {
        "Choose" => texts["Error_Kind"],
        "CategoryUnknown" => texts["Error_Topic"],
        "DescriptionMissing" => texts[box ? "Error_Suggestion" : "Error_Description"],
        "TooLong" => TooLong((int)problem.Arguments[0]),
        "TooManyFiles" => texts["Files_TooMany", problem.Arguments],
        "FileGone" => texts["Error_FileGone"],
        "ContactMissing" => texts[box ? "Error_BoxContact" : "Error_Contact"],
        "EmailShape" => texts["Error_Email"],
        "PhoneShape" => texts["Error_Phone"],
        "EmailForContact" => texts["Error_ContactByEmail"],
        "PhoneForContact" => texts["Error_ContactByPhone"],
        _ => throw new InvalidOperationException($"No words for {problem.Code}."),
    };
}
