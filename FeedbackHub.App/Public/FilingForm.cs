namespace FeedbackHub.App.Public;

/// <summary>What was typed into the form, kept exactly as typed.</summary>
public sealed record FilingForm
{
    /// <summary>What can be filed, in the order asked.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["complaint", "suggestion", "enquiry", "compliment"];

    /// <summary>The ways we may get in touch, in the order asked.</summary>
    public static IReadOnlyList<string> ContactWays { get; } = ["email", "phone", "page"];

    public const string Named = "named";
    public const string Anonymous = "anonymous";

    public string? Kind { get; init; }

    /// <summary>The top-level question chosen.</summary>
    public string? Topic { get; init; }

    /// <summary>The sub-question chosen within <see cref="Topic"/>.</summary>
    public string? Category { get; init; }

    public string? Description { get; init; }
    public string? When { get; init; }
    public string? Where { get; init; }
    public string? Whom { get; init; }
    public string? Wish { get; init; }

    /// <summary><see cref="Named"/> or <see cref="Anonymous"/>.</summary>
    public string Identity { get; init; } = Named;

    public string? Name { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Language { get; init; }
    public string? ContactBy { get; init; }

    /// <summary>The customer's time zone, as the script found it; empty without JavaScript.</summary>
    public string? TimeZone { get; init; }

    /// <summary>True when the trap was filled.</summary>
    public bool Trapped { get; init; }

    /// <summary>True when the customer wishes to stay unknown; contact fields are then to be ignored.</summary>
    public bool IsAnonymous => Identity == Anonymous;

    /// <summary>Reads a posted form; nothing is judged here.</summary>
    public static FilingForm Read(IFormCollection form)
    {
        var topic = Text(form, FieldNames.Topic);
        return new()
        {
            Kind = Text(form, FieldNames.Kind),
            Topic = topic,
            Category = topic is null ? null : Text(form, FieldNames.CategoryOf(topic)),
            Description = Text(form, FieldNames.Description),
            When = Text(form, FieldNames.When),
            Where = Text(form, FieldNames.Where) ?? Text(form, FieldNames.Place),
            Whom = Text(form, FieldNames.Whom),
            Wish = Text(form, FieldNames.Wish),
            Identity = Text(form, FieldNames.Identity) == Anonymous ? Anonymous : Named,
            Name = Text(form, FieldNames.Name),
            Email = Text(form, FieldNames.Email),
            Phone = Text(form, FieldNames.Phone),
            Language = Text(form, FieldNames.Language),
            ContactBy = Text(form, FieldNames.ContactBy),
            TimeZone = Text(form, FieldNames.TimeZone),
            Trapped = Text(form, FieldNames.Trap) is not null,
        };
    }

    /// <summary>A posted text as it was typed: a browser turns every line end into CR LF on the way.</summary>
    internal static string? Text(IFormCollection form, string name) =>
        form[name].ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : null;
}
