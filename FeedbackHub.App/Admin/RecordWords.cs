using System.Globalization;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Admin;

/// <summary>The names behind values that are ids.</summary>
/// <param name="Find">The name by the field and its value; null where it is not known.</param>
public sealed record RecordNames(Func<string, string, string?> Find)
{
    /// <summary>No names: ids are shown as numbers.</summary>
    public static readonly RecordNames None = new((_, _) => null);

    /// <summary>Those of all departments.</summary>
    public static RecordNames Of(IEnumerable<DepartmentView> departments)
    {
        var names = departments.ToDictionary(d => d.Id.ToString(CultureInfo.InvariantCulture), d => d.Name.In(LanguageChoice.Current));
        return new((field, id) => field.Contains("Department", StringComparison.Ordinal) ? names.GetValueOrDefault(id) : null);
    }

    /// <summary>Those, and what was found for a part of the journal.</summary>
    public RecordNames With(JournalNames found) => this with { Find = (field, id) => found.Of(field, id)?.In(LanguageChoice.Current) ?? Find(field, id) };

    /// <summary>How times are written; where nothing else is said, as the journal has them.</summary>
    public Func<Instant, string> At { get; init; } = InstantPattern.General.Format;

    /// <summary>The name, or the number with its sign where nothing is known by it.</summary>
    public string Of(string field, string id) => Find(field, id) ?? $"#{id}";
}

/// <summary>What the journal keeps of a change, in words: the field's name, and from what to what.</summary>
public sealed class RecordWords(IStringLocalizer<AdminTexts> texts, IStringLocalizer<CaseWords> words)
{
    private const int Shown = 120;
    private const string Hidden = "•";

    /// <summary>A change in a line.</summary>
    public string Change(FieldChange change, RecordNames names) => change switch
    {
        { Field: "Document" } => texts["Change_Document"],
        _ when DueMove.KindOf(change) is not null => texts["Change_FromTo", Label(change.Field), Due(change.From, names), Due(change.To, names)],
        { To: Hidden } => texts["Change_Secret", Label(change.Field)],
        { From: null or "" } => texts["Change_Set", Label(change.Field), Value(change.Field, change.To, names)],
        _ => texts["Change_FromTo", Label(change.Field), Value(change.Field, change.From, names), Value(change.Field, change.To, names)],
    };

    /// <summary>What a field is called; by its own name where there is no word for it.</summary>
    public string Label(string field) => texts[$"Field_{field}"] is { ResourceNotFound: false } known ? known : field;

    private string Value(string field, string? value, RecordNames names) => (field, value) switch
    {
        (_, null or "") => texts["Nothing"],
        (_, _) when JournalNames.IsId(field) => value == Hidden ? value : names.Of(field, value),
        ("DepartmentIds", _) => string.Join(texts["And"], value.Split(',').Select(id => names.Of(field, id))),
        (nameof(Roles), _) => Each(value, "Role_"),
        ("Scopes", _) => Each(value, "Scope_"),
        (nameof(StaffMember.Theme), _) => texts[$"Theme_{value}"],
        (nameof(Case.State) or nameof(Case.Kind) or nameof(Case.Severity) or nameof(Case.Channel) or nameof(Case.Attention) or nameof(Case.Outcome) or nameof(Case.Review), _)
            when words[$"{field}_{value}"] is { ResourceNotFound: false } known => known,
        (_, "true") => texts["Yes"],
        (_, "false") => texts["No"],
        _ => value.Length > Shown ? string.Concat(value.AsSpan(0, Shown), "…") : value,
    };

    private string Due(string? text, RecordNames names) => DueMove.ReadDue(text) is { } due ? names.At(due) : texts["Nothing"];

    private string Each(string value, string prefix) => string.Join(texts["And"], value.Split(", ").Select(one => texts[prefix + one].Value));
}
