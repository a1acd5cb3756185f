using System.Globalization;

namespace FeedbackHub.Core.Assignment;

/// <summary>A place in a list: what comes after this row comes next.</summary>
/// <param name="Key">The value of the sort column; of a search, where its window begins and its rank in it.</param>
/// <param name="Id">The row.</param>
/// <param name="Window">Of a search: where its window ends. Else nothing.</param>
public readonly record struct QueuePlace(long Key, long Id, long Window = 0)
{
    /// <summary>Of a search: before all windows. What was meant by its number stands there, and what was found while one looked on.</summary>
    public static QueuePlace Top(long id) => new(long.MaxValue, id);

    /// <summary>The place that a text names as <see cref="ToString"/> writes it; null where it names none.</summary>
    public static QueuePlace? Parse(string? text)
    {
        var parts = text?.Split('.');
        var window = 0L;
        return parts is { Length: 2 or 3 }
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && (parts.Length == 2 || long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out window))
            ? new QueuePlace(key, id, window)
            : null;
    }

    /// <summary>As addresses and other programs hold it.</summary>
    public override string ToString() =>
        Window == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Key}.{Id}") : string.Create(CultureInfo.InvariantCulture, $"{Key}.{Id}.{Window}");
}
