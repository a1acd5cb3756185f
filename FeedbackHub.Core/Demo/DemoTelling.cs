using System.Text.RegularExpressions;

namespace FeedbackHub.Core.Demo;

/// <summary>One telling of a story: who tells it, and the amounts, places and days it speaks of, the same all through.</summary>
internal sealed partial class DemoTelling
{
    private readonly Dictionary<string, string> values;

    /// <summary>Chooses the values.</summary>
    /// <param name="weekday">The day of the week, 0 for Monday, on which it happened.</param>
    public DemoTelling(DemoStory story, DemoCustomer? customer, IReadOnlyDictionary<string, DemoFill> fill, DemoDice dice, int weekday)
    {
        Story = story;
        Customer = customer;
        values = fill.ToDictionary(f => f.Key, f => f.Key == "date" ? f.Value.For(story.Language)[weekday] : dice.Pick(f.Value.For(story.Language)));
        values["customer"] = customer?.Address ?? "";
    }

    public DemoStory Story { get; }

    public DemoCustomer? Customer { get; }

    /// <summary>The key of the staff member complained about; null where it is about nobody who signs in.</summary>
    public string? About { get; init; }

    /// <summary>A text of the story with its values.</summary>
    public string Say(string? text, string handler) =>
        text is null ? "" : Placeholder().Replace(text, m => m.Groups[1].Value == "handler" ? handler : values[m.Groups[1].Value]);

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
