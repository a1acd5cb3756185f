using FeedbackHub.App.Cases;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Admin;

/// <summary>Names of departments by their ids, for values that are ids.</summary>
public sealed record RecordNames(IReadOnlyDictionary<string, string> Departments)
{
    /// <summary>No names: ids are shown as numbers.</summary>
    public static readonly RecordNames None = new(new Dictionary<string, string>());

    /// <summary>Those of all departments.</summary>
    public static RecordNames Of(IEnumerable<DepartmentView> departments) =>
        new(departments.ToDictionary(d => d.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), d => d.Name.In(LanguageChoice.Current)));
}

/// <summary>What the journal keeps of a change, in words: the field's name, and from what to what.</summary>
public sealed class RecordWords(IStringLocalizer<AdminTexts> texts, IStringLocalizer<CaseWords> words)
{
    private const int Shown = 120;

    /// <summary>A change in a line.</summary>
    public string Change(FieldChange change, RecordNames names) => change switch
    {
        { Field: "Document" } => texts["Change_Document"],
        { From: "•", To: "•" } => texts["Change_Secret", Label(change.Field)],
        { From: null or "" } => texts["Change_Set", Label(change.Field), Value(change.Field, change.To, names)],
        _ => texts["Change_FromTo", Label(change.Field), Value(change.Field, change.From, names), Value(change.Field, change.To, names)],
    };

    /// <summary>What a field is called; by its own name where there is no word for it.</summary>
    public string Label(string field) => texts[$"Field_{field}"] is { ResourceNotFound: false } known ? known : field;

    private string Value(string field, string? value, RecordNames names) => (field, value) switch
    {
        (_, null or "") => texts["Nothing"],
        ("DepartmentId" or "HandedOverFromDepartmentId", _) => names.Departments.GetValueOrDefault(value, value),
        ("DepartmentIds", _) => string.Join(texts["And"], value.Split(',').Select(id => names.Departments.GetValueOrDefault(id, id))),
        (nameof(Roles), _) => Each(value, "Role_"),
        ("Scopes", _) => Each(value, "Scope_"),
        (nameof(StaffMember.Theme), _) => texts[$"Theme_{value}"],
        (nameof(Case.State) or nameof(Case.Kind) or nameof(Case.Severity) or nameof(Case.Channel) or nameof(Case.Attention), _)
            when words[$"{field}_{value}"] is { ResourceNotFound: false } known => known,
        (_, "true") => texts["Yes"],
        (_, "false") => texts["No"],
        _ => value.Length > Shown ? string.Concat(value.AsSpan(0, Shown), "…") : value,
    };

    private string Each(string value, string prefix) => string.Join(texts["And"], value.Split(", ").Select(one => texts[prefix + one].Value));
}
