namespace FeedbackHub.App.Public;

/// <summary>One thing to mend. Without a field it is about the whole form.</summary>
public sealed record FormError(string? Field, string Text);

/// <summary>What is wrong with a posted form, in words ready to show, in the order of the page.</summary>
public sealed class FormErrors
{
    private readonly List<FormError> errors = [];

    /// <summary>Everything to mend.</summary>
    public IReadOnlyList<FormError> All => errors;

    /// <summary>True when there is something to mend.</summary>
    public bool Any => errors.Count > 0;

    /// <summary>Says what is wrong with one field, by the name it is posted under.</summary>
    public FormErrors Add(string field, string text)
    {
        errors.Add(new(field, text));
        return this;
    }

    /// <summary>Says something about the whole form, such as that the page was open for too long.</summary>
    public FormErrors AddNotice(string text)
    {
        errors.Add(new(null, text));
        return this;
    }

    /// <summary>Says several things.</summary>
    public FormErrors AddAll(IEnumerable<FormError> more)
    {
        errors.AddRange(more);
        return this;
    }

    /// <summary>The first message of a field, or null.</summary>
    public string? For(string field) => errors.Find(e => e.Field == field)?.Text;
}
