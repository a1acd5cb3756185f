using System.Globalization;
using System.Text.RegularExpressions;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.Core.Intake;

/// <summary>What can be filed. Few rules: whoever has a grievance should not fail at a form.</summary>
public static partial class FiledRules
{
    /// <summary>Everything wrong with a filing, each problem with its field.</summary>
    public static IEnumerable<FieldProblem> Check(Filed filed, Limits limits)
    {
        if (!Enum.IsDefined(filed.Kind))
        {
            yield return new FieldProblem(nameof(Filed.Kind), "Choose");
        }

        if (!Enum.IsDefined(filed.ContactBy))
        {
            yield return new FieldProblem(nameof(Filed.ContactBy), "Choose");
        }

        if (string.IsNullOrWhiteSpace(filed.Key))
        {
            // Without it two people who write the same few words would be taken for one and share a receipt.
            yield return new FieldProblem(nameof(Filed.Key), "KeyMissing");
        }

        if (string.IsNullOrWhiteSpace(filed.Description))
        {
            yield return new FieldProblem(nameof(Filed.Description), "DescriptionMissing");
        }

        foreach (var (field, text, limit) in Texts(filed, limits))
        {
            if (text.Length > limit)
            {
                yield return new FieldProblem(field, "TooLong", limit, text.Length);
            }
        }

        if (filed.Files.Count > limits.Files)
        {
            yield return new FieldProblem(nameof(Filed.Files), "TooManyFiles", limits.Files);
        }

        if (!filed.Anonymous)
        {
            foreach (var problem in CheckContact(filed))
            {
                yield return problem;
            }
        }
    }

    /// <summary>The first line of a description, shortened at a word, as a subject.</summary>
    public static string SubjectOf(string description)
    {
        const int longest = 80;
        var line = description.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        line = new string([.. line.Where(c => !char.IsControl(c))]);
        var elements = new StringInfo(line);
        if (elements.LengthInTextElements <= longest)
        {
            return line;
        }

        var cut = elements.SubstringByTextElements(0, longest - 1);
        var space = cut.LastIndexOf(' ');
        return (space > longest / 2 ? cut[..space] : cut) + "…";
    }

    /// <summary>True for what could be an e-mail address: something, an @, something with a dot, no spaces.</summary>
    public static bool LooksLikeEmail(string text) => EmailShape().IsMatch(text.Trim());

    /// <summary>True for what could be a telephone number: five digits or more among signs used in numbers.</summary>
    public static bool LooksLikePhone(string text) => PhoneShape().IsMatch(text.Trim()) && text.Count(char.IsDigit) >= 5;

    private static IEnumerable<FieldProblem> CheckContact(Filed filed)
    {
        if (string.IsNullOrWhiteSpace(filed.Email) && string.IsNullOrWhiteSpace(filed.Phone))
        {
            yield return new FieldProblem(nameof(Filed.Email), "ContactMissing");
        }

        if (filed.Email.Trim().Length > 0 && !LooksLikeEmail(filed.Email))
        {
            yield return new FieldProblem(nameof(Filed.Email), "EmailShape");
        }

        if (filed.Phone.Trim().Length > 0 && !LooksLikePhone(filed.Phone))
        {
            yield return new FieldProblem(nameof(Filed.Phone), "PhoneShape");
        }

        if (filed.ContactBy == ContactWay.Email && filed.Email.Trim().Length == 0 && filed.Phone.Trim().Length > 0)
        {
            yield return new FieldProblem(nameof(Filed.Email), "EmailForContact");
        }

        if (filed.ContactBy == ContactWay.Phone && filed.Phone.Trim().Length == 0 && filed.Email.Trim().Length > 0)
        {
            yield return new FieldProblem(nameof(Filed.Phone), "PhoneForContact");
        }
    }

    private static IEnumerable<(string Field, string Text, int Limit)> Texts(Filed filed, Limits limits) =>
    [
        (nameof(Filed.Subject), filed.Subject, limits.Line),
        (nameof(Filed.Description), filed.Description, limits.Text),
        (nameof(Filed.Wanted), filed.Wanted, limits.Text),
        (nameof(Filed.OccurredWhen), filed.OccurredWhen, limits.Line),
        (nameof(Filed.Place), filed.Place, limits.Line),
        (nameof(Filed.Product), filed.Product, limits.Line),
        (nameof(Filed.Concerns), filed.Concerns, limits.Line),
        (nameof(Filed.Name), filed.Name, limits.Line),
        (nameof(Filed.Email), filed.Email, limits.Line),
        (nameof(Filed.Phone), filed.Phone, limits.Line),
        (nameof(Filed.Representative), filed.Representative, limits.Line),
        (nameof(Filed.Key), filed.Key, limits.Line),
    ];

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\.[^\s@]+$")]
    private static partial Regex EmailShape();

    [GeneratedRegex(@"^[\d\s+\-().（）转ext#*/]+$")]
    private static partial Regex PhoneShape();
}
