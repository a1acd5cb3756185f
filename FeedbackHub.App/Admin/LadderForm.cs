using System.Globalization;
using FeedbackHub.App.Promises;
using FeedbackHub.Core.Promises;

namespace FeedbackHub.App.Admin;

/// <summary>How promises are watched, as it is being typed; what is wrong is said as a key of the failure texts.</summary>
internal sealed class LadderForm
{
    /// <summary>The one-line fields, by their names.</summary>
    public static readonly IReadOnlyList<string> Fields = ["NewTime", "Times", "Longest", "Reminders", "Close"];

    /// <summary>Who can be told.</summary>
    public static readonly IReadOnlyList<Audience> Audiences = [Audience.Handler, Audience.Supervisors, Audience.DepartmentHead, Audience.Leaders, Audience.Customer];

    private readonly Dictionary<string, string> typed = [];
    private int next;

    /// <summary>The steps.</summary>
    public List<Step> Steps { get; } = [];

    /// <summary>True where something is wrong.</summary>
    public bool Problem => Steps.Exists(step => ProblemOf(step) is not null) || Fields.Any(name => ProblemOf(name) is not null);

    /// <summary>What is typed in a field.</summary>
    public string this[string field]
    {
        get => typed[field];
        set => typed[field] = value;
    }

    /// <summary>The form of what a policy says.</summary>
    public static LadderForm Of(PolicyDocument document, TargetWords words, long seenVersion)
    {
        var ladder = document.Ladder ?? Ladder.Default;
        var (extensions, waiting) = (document.Extensions ?? ExtensionLimit.Default, document.Waiting ?? WaitingLimit.Default);
        var form = new LadderForm
        {
            // Numbers above those of every earlier version: who took a step that was removed has not taken a new one.
            next = (int)Math.Max(ladder.Steps.Select(step => step.Id).DefaultIfEmpty(0).Max() + 1, seenVersion * 100),
            ["NewTime"] = words.Of(ladder.NewTime),
            ["Times"] = extensions.Times.ToString(CultureInfo.InvariantCulture),
            ["Longest"] = words.Of(extensions.Longest),
            ["Reminders"] = string.Join("; ", waiting.Reminders.Select(words.Of)),
            ["Close"] = waiting.Close is { } close ? words.Of(close) : "",
        };
        form.Steps.AddRange(ladder.Steps.Select(step => new Step(step.Id)
        {
            Place = step.Place,
            Tells = step.Tells,
            Far = step.Percent is { } percent ? percent.ToString(CultureInfo.InvariantCulture) : step.Distance is { } distance ? words.Of(distance) : "",
        }));
        return form;
    }

    /// <summary>Adds an empty step.</summary>
    public void Add() => Steps.Add(new Step(next++));

    /// <summary>The policy with what is typed here.</summary>
    public PolicyDocument Into(PolicyDocument document) => document with
    {
        Ladder = new Ladder([.. Steps.Select(step => step.Read())], TargetLength.Parse(this["NewTime"])!.Value),
        Extensions = new ExtensionLimit(Times!.Value, TargetLength.Parse(this["Longest"])!.Value),
        Waiting = new WaitingLimit([.. Reminders.Select(reminder => reminder!.Value)], TargetLength.Parse(this["Close"])),
    };

    /// <summary>What is wrong with a step; null where nothing is.</summary>
    public static string? ProblemOf(Step step) => step.Read().IsSound ? null : "Table_StepUnsound";

    /// <summary>What is wrong with a field; null where nothing is.</summary>
    public string? ProblemOf(string field) => field switch
    {
        "Times" => Times is null or < 0 or > ExtensionLimit.MostTimes ? "Table_TimesOutOfRange" : null,
        "Reminders" => Reminders.Exists(reminder => reminder is not { IsInRange: true }) || Reminders.Count > WaitingLimit.Most ? "Table_NotALength" : null,
        "Close" when this[field].Trim().Length == 0 => null,
        _ => TargetLength.Parse(this[field]) is { IsInRange: true } ? null : "Table_NotALength",
    };

    private int? Times => int.TryParse(this["Times"], NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : null;

    private List<PromiseTarget?> Reminders =>
        [.. this["Reminders"].Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(TargetLength.Parse)];

    /// <summary>One step, as it is being typed.</summary>
    internal sealed class Step(int id)
    {
        /// <summary>Its lasting number.</summary>
        public int Id => id;

        /// <summary>Where it stands.</summary>
        public LadderPlace Place { get; set; } = LadderPlace.PercentUsed;

        /// <summary>Per cent, or how far from the due time.</summary>
        public string Far { get; set; } = "";

        /// <summary>Who is told.</summary>
        public Audience Tells { get; set; }

        /// <summary>Tells somebody, or no longer.</summary>
        public void Tell(Audience one, bool tell) => Tells = tell ? Tells | one : Tells & ~one;

        /// <summary>The step, which may not be sound.</summary>
        public LadderStep Read() => new(id, Place, Tells)
        {
            Percent = Place == LadderPlace.PercentUsed && int.TryParse(Far.Trim().TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : null,
            Distance = Place is LadderPlace.BeforeDue or LadderPlace.AfterDue ? TargetLength.Parse(Far) : null,
        };
    }
}
