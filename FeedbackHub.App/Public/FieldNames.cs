namespace FeedbackHub.App.Public;

/// <summary>The names the public forms post their fields under. A field's id on the page is the same word.</summary>
public static class FieldNames
{
    public const string FormKey = "formKey";
    public const string IssuedAt = "issuedAt";
    public const string TimeZone = "timeZone";

    /// <summary>The trap: people never see it, so anything in it comes from a machine.</summary>
    public const string Trap = "website";

    /// <summary>The button that asks for the same form in another language, instead of sending it.</summary>
    public const string OtherLanguage = "otherLanguage";

    public const string Kind = "kind";
    public const string Topic = "topic";
    public const string Description = "description";
    public const string When = "when";
    public const string Where = "where";
    public const string Whom = "whom";
    public const string Wish = "wish";
    public const string Identity = "identity";
    public const string Name = "name";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Language = "language";
    public const string ContactBy = "contactBy";

    public const string Files = "files";
    public const string KeptFile = "keptFile";
    public const string RemoveFile = "removeFile";

    public const string Place = "place";

    public const string Number = "number";
    public const string Code = "code";

    public const string Message = "message";
    public const string Solved = "solved";
    public const string Why = "why";
    public const string Reason = "reason";
    public const string Review = "review";

    /// <summary>Each topic has its own group of sub-questions, so that a change of topic leaves no answer of another behind.</summary>
    public static string CategoryOf(string topic) => $"category-{topic}";
}
