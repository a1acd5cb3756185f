using System.Text;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.Core.Promises;

/// <summary>Reads a file of days, of whichever form: iCalendar, CSV, JSON.</summary>
internal static class DayList
{
    /// <summary>The forms in which people and their spreadsheets write dates.</summary>
    private static readonly LocalDatePattern[] Dates =
        [.. new[] { "uuuu-MM-dd", "uuuu-M-d", "uuuu/M/d", "uuuu.M.d", "uuuu年M月d日" }.Select(LocalDatePattern.CreateWithInvariantCulture)];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static DayList() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>What the file says of the years asked for, or why it cannot be used at all.</summary>
    public static Result<ListedFile> Read(byte[] content, DayListQuestion question)
    {
        if (TextOf(content) is not { } text)
        {
            return Refuse("ImportNotText");
        }

        var start = text.AsSpan().TrimStart();
        return start.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase) ? new DayListIcal(question).Read(text)
            : start.StartsWith("[") || start.StartsWith("{") ? DayListJson.Read(text, question)
            : start.IsEmpty ? Refuse("ImportEmpty")
            : DayListCsv.Read(text, question);
    }

    /// <summary>The file as a whole is refused.</summary>
    public static Failure Refuse(string code, params object[] arguments) => new Invalid(nameof(PreviewCalendarImport.Request.Content), code, arguments);

    /// <summary>A listed date, or what is wrong with how it is written.</summary>
    public static (ListedDay? Day, ImportNote? Note) DayOf(string date, string kind, string name, IEnumerable<string> windows, int line, DayListQuestion question)
    {
        if (Array.ConvertAll(Dates, pattern => pattern.Parse(date.Trim())).FirstOrDefault(parsed => parsed.Success) is not { } read)
        {
            return (null, new ImportNote(line, "NotADate", Shown(date)));
        }

        if (KindOf(kind) is not { } known)
        {
            return (null, new ImportNote(line, "UnknownKind", Shown(kind)));
        }

        var hours = new List<OpenWindow>();
        foreach (var text in windows.Select(window => window.Trim()).Where(window => window.Length > 0))
        {
            if (!OpenWindow.TryParse(text, out var window) || window.StartMinute >= window.EndMinute)
            {
                return (null, new ImportNote(line, "NotAWindow", Shown(text)));
            }

            hours.Add(window);
        }

        hours.Sort((one, other) => one.StartMinute.CompareTo(other.StartMinute));
        if (hours.Zip(hours.Skip(1)).Any(pair => pair.Second.StartMinute < pair.First.EndMinute))
        {
            return (null, new ImportNote(line, "WindowsOverlap"));
        }

        return question.Asks(read.Value)
            ? (new ListedDay(read.Value, known == ListedKind.Closed && hours.Count > 0 ? ListedKind.ClosedPart : known, NameOf(name)) { Windows = hours, Line = line }, null)
            : (null, new ImportNote(line, "OtherYear", LocalDatePattern.Iso.Format(read.Value)));
    }

    /// <summary>A name as a calendar keeps it: one line, not too long; null where there is none.</summary>
    public static string? NameOf(string? text)
    {
        const int longest = 100;
        var line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = new string([.. line.Where(c => !char.IsControl(c))]);
        return line.Length == 0 ? null
            : line.Length <= longest ? line
            : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1), "…");
    }

    /// <summary>A text of the file as a note repeats it.</summary>
    public static string Shown(string text) => NameOf(text.Length > 60 ? text[..59] : text) ?? "";

    private static ListedKind? KindOf(string text) => text.Trim().ToUpperInvariant() switch
    {
        "CLOSED" or "HOLIDAY" or "休" or "休息" or "放假" or "节假日" => ListedKind.Closed,
        "WORKED" or "WORK" or "OPEN" or "班" or "上班" or "补班" or "调休上班" => ListedKind.Worked,
        _ => null,
    };

    /// <summary>UTF-8, or what spreadsheets in China write by default.</summary>
    private static string? TextOf(byte[] content)
    {
        if (content.AsSpan().IndexOf((byte)0) >= 0)
        {
            return null; // no text at all, or UTF-16
        }

        try
        {
            return Utf8.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            var chinese = Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            try
            {
                return chinese.GetString(content);
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }
    }
}

/// <summary>What is asked of a file of days.</summary>
/// <param name="Zone">The zone of the calendar: an event with a time of day is put on its days.</param>
/// <param name="FromYear">The first year wanted.</param>
/// <param name="ToYear">The last year wanted.</param>
/// <param name="Limits">How much may be in it.</param>
internal sealed record DayListQuestion(DateTimeZone Zone, int FromYear, int ToYear, Limits Limits)
{
    /// <summary>The first date wanted.</summary>
    public LocalDate First => new(FromYear, 1, 1);

    /// <summary>The last date wanted.</summary>
    public LocalDate Last => new(ToYear, 12, 31);

    /// <summary>True for a date of the years wanted.</summary>
    public bool Asks(LocalDate date) => First <= date && date <= Last;
}
