using System.Globalization;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Opening hours within one local day, half-open: open at <see cref="StartMinute"/>, closed at <see cref="EndMinute"/>.
/// Both are minutes of the wall clock from 00:00; 1440 is 24:00, so a night shift is two windows
/// (22:00-24:00 and 00:00-06:00 of the next day) without a minute lost at midnight.
/// </summary>
public readonly record struct OpenWindow
{
    /// <summary>24:00, the end of the local day, in minutes.</summary>
    public const int EndOfDay = 24 * 60;

    /// <summary>A window from one minute of the day to another.</summary>
    /// <param name="startMinute">0 to 1440.</param>
    /// <param name="endMinute">0 to 1440; that it lies after the start is checked by the calendar.</param>
    /// <exception cref="ArgumentOutOfRangeException">A minute outside 0 to 1440.</exception>
    public OpenWindow(int startMinute, int endMinute)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startMinute);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startMinute, EndOfDay);
        ArgumentOutOfRangeException.ThrowIfNegative(endMinute);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(endMinute, EndOfDay);
        StartMinute = startMinute;
        EndMinute = endMinute;
    }

    /// <summary>The first open minute of the local day.</summary>
    public int StartMinute { get; }

    /// <summary>The first minute no longer open; 1440 for the end of the day.</summary>
    public int EndMinute { get; }

    /// <summary>Reads "08:30-12:00"; the end may be "24:00".</summary>
    /// <returns>False when the text is not two times of day joined by a hyphen.</returns>
    public static bool TryParse(string? text, out OpenWindow window)
    {
        window = default;
        if (text?.Split('-', StringSplitOptions.TrimEntries) is not [var start, var end]
            || !TryParseMinute(start, out var startMinute)
            || !TryParseMinute(end, out var endMinute))
        {
            return false;
        }

        window = new OpenWindow(startMinute, endMinute);
        return true;
    }

    /// <summary>The form <see cref="TryParse"/> reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{StartMinute / 60:00}:{StartMinute % 60:00}-{EndMinute / 60:00}:{EndMinute % 60:00}");

    internal bool Contains(int minuteOfDay) => StartMinute <= minuteOfDay && minuteOfDay < EndMinute;

    private static bool TryParseMinute(string text, out int minute)
    {
        minute = 0;
        if (text.Length != 5 || text[2] != ':'
            || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || minutes > 59)
        {
            return false;
        }

        minute = (hours * 60) + minutes;
        return minute <= EndOfDay;
    }
}
