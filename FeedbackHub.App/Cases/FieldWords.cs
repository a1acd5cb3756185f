using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>The record's fields in words: what they are called, and what their stored values mean.</summary>
public sealed class FieldWords(IStringLocalizer<CasePageTexts> texts, IStringLocalizer<CaseWords> words)
{
    private const int Shown = 120;

    /// <summary>What a field is called.</summary>
    public string Label(string field) => texts[$"Field_{field}"];

    /// <summary>What a value means; the empty text for no value.</summary>
    /// <param name="field">The field, as <see cref="Case"/> calls it.</param>
    /// <param name="value">The value as text.</param>
    /// <param name="name">The name of what the value is the id of.</param>
    public string Value(string field, string? value, Bilingual? name) => (field, value) switch
    {
        (_, null or "") => "",
        _ when name is not null => name.In(LanguageChoice.Current),
        (nameof(Case.Kind), _) => words[$"Kind_{value}"],
        (nameof(Case.State), _) => words[$"State_{value}"],
        (nameof(Case.Severity), _) => words[$"Severity_{value}"],
        (nameof(Case.Outcome), _) => words[$"Outcome_{value}"],
        (nameof(Case.Review), _) => words[$"Review_{value}"],
        (nameof(Case.ContactBy), _) => words[$"Contact_{value}"],
        (nameof(Case.CustomerLanguage), _) => texts[$"Language_{value}"],
        (_, "true" or "True") => texts["Yes"],
        (_, "false" or "False") => texts["No"],
        _ => value,
    };

    /// <summary>A change from one value to another, in a line.</summary>
    public string Change(FieldChange change, Func<string, string?, Bilingual?> nameOf)
    {
        var from = Line(Value(change.Field, change.From, nameOf(change.Field, change.From)));
        var to = Line(Value(change.Field, change.To, nameOf(change.Field, change.To)));
        return texts["FromTo", Label(change.Field), from, to];
    }

    private string Line(string value) =>
        value.Length == 0 ? texts["Empty"] : value.Length > Shown ? string.Concat(value.AsSpan(0, Shown), "…") : value;
}
