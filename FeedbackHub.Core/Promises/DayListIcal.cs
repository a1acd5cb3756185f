using System.Globalization;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using IcalCalendar = Ical.Net.Calendar;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Days as calendar programs write them (RFC 5545). An event without a time of day closes its dates, or says that they are
/// worked where it bears Apple's mark for that; one with a time of day closes that stretch. Each event is read on its own, so
/// that a broken one is told with its line and the others count. What could keep a processor busy for long (repetitions by the
/// hour or finer, endless searches for a date that never comes) is left out.
/// </summary>
internal sealed class DayListIcal(DayListQuestion question)
{
    /// <summary>Steps without a date, after which a repetition is taken to have none: more than all days of the longest span.</summary>
    private const int FruitlessSteps = 5000;

    private const int EarliestYear = 1900;

    private readonly List<ListedDay> days = [];
    private readonly List<ImportNote> notes = [];
    private readonly HashSet<(string Uid, string Start)> replaced = [];
    private int steps;

    public Result<ListedFile> Read(string text)
    {
        var blocks = BlocksOf(text).Take(question.Limits.ImportEvents + 1).ToList();
        if (blocks.Count > question.Limits.ImportEvents)
        {
            return DayList.Refuse("ImportTooManyEvents", question.Limits.ImportEvents);
        }

        var events = blocks.ConvertAll(block => (Block: block, Event: EventOf(block)));
        foreach (var (_, one) in events)
        {
            if (one is { RecurrenceIdentifier: { } instead, Uid: { } uid })
            {
                replaced.Add((uid, KeyOf(instead.StartTime)));
            }
        }

        foreach (var (block, one) in events)
        {
            if (one is not null && WhyNot(block, one) is { } code)
            {
                notes.Add(new ImportNote(block.Line, code, DayList.Shown(one.Summary ?? "")));
            }
            else if (one is not null)
            {
                Follow(one, block);
            }

            if (days.Count > question.Limits.ImportDays || steps > question.Limits.ImportDays)
            {
                return DayList.Refuse("ImportTooManyDays", question.Limits.ImportDays);
            }
        }

        return blocks.Count == 0 ? DayList.Refuse("ImportEmpty") : new ListedFile(days, notes);
    }

    private CalendarEvent? EventOf(Block block)
    {
        try
        {
            return IcalCalendar.Load($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{block.Text}END:VCALENDAR\r\n")?.Events.SingleOrDefault()
                ?? Unreadable(block.Line);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return Unreadable(block.Line);
        }
    }

    private CalendarEvent? Unreadable(int line)
    {
        notes.Add(new ImportNote(line, "Unreadable"));
        return null;
    }

    /// <summary>Why an event is left out as a whole.</summary>
    private static string? WhyNot(Block block, CalendarEvent one) =>
        string.Equals(one.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase) ? "Cancelled"
        : one.Start is null ? "NoStart"
        : one.Start.Value.Year < EarliestYear ? "TooEarly"
        : block.Rules > 1 ? "SeveralRules"
        : one.RecurrenceRule is { } rule && IsFine(rule) ? "TooOften"
        : null;

    /// <summary>More often than daily, or at several times of a day: no list of days needs it.</summary>
    private static bool IsFine(RecurrenceRule rule) =>
        rule.Frequency is FrequencyType.Secondly or FrequencyType.Minutely or FrequencyType.Hourly
        || rule.BySecond.Count + rule.ByMinute.Count + rule.ByHour.Count > 0
        || rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count + rule.ByWeekNo.Count + rule.ByMonth.Count + rule.BySetPosition.Count > 400;

    private void Follow(CalendarEvent one, Block block)
    {
        var before = (Days: days.Count, Notes: notes.Count);
        try
        {
            // A year earlier: one that began before the span may reach into it.
            var from = new CalDateTime(question.FromYear - 1, 1, 1);
            foreach (var occurrence in one.GetOccurrences(from, new EvaluationOptions { MaxUnmatchedIncrementsLimit = FruitlessSteps }))
            {
                var start = occurrence.Period.StartTime;
                if (++steps > question.Limits.ImportDays || LocalDate.FromDateOnly(start.Date) > question.Last.PlusDays(1)) // a day for other zones
                {
                    break;
                }

                if (one.RecurrenceIdentifier is null && replaced.Contains((one.Uid ?? "", KeyOf(start))))
                {
                    continue; // an event of its own says where this one was moved
                }

                Add(start, occurrence.Period.EffectiveEndTime, DayList.NameOf(one.Summary), block);
            }
        }
        catch (EvaluationLimitExceededException)
        {
            // The rest of the repetition has no dates; those found before count.
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            notes.Add(new ImportNote(block.Line, "Unreadable"));
            return;
        }

        if (before == (days.Count, notes.Count))
        {
            notes.Add(new ImportNote(block.Line, "NoneInYears", DayList.Shown(one.Summary ?? "")));
        }
    }

    private void Add(CalDateTime start, CalDateTime? end, string? name, Block block)
    {
        if (!start.HasTime)
        {
            var first = LocalDate.FromDateOnly(start.Date);
            var last = end is null ? first : LocalDate.Max(first, LocalDate.FromDateOnly(end.Date).PlusDays(-1));
            for (var date = LocalDate.Max(first, question.First); date <= LocalDate.Min(last, question.Last); date = date.PlusDays(1))
            {
                days.Add(new ListedDay(date, block.Worked ? ListedKind.Worked : ListedKind.Closed, name) { Line = block.Line });
            }

            return;
        }

        var (from, to) = (InZone(start), end is null ? InZone(start) : InZone(end));
        if (to <= from)
        {
            notes.Add(new ImportNote(block.Line, "NoLength", name ?? ""));
            return;
        }

        for (var date = LocalDate.Max(from.Date, question.First); date <= LocalDate.Min(to.Date, question.Last); date = date.PlusDays(1))
        {
            var opens = date == from.Date ? MinuteOf(from) : 0;
            var closes = date == to.Date ? MinuteOf(to.PlusTicks(NodaConstants.TicksPerMinute - 1)) : OpenWindow.EndOfDay;
            if (date == to.Date && to.PlusTicks(NodaConstants.TicksPerMinute - 1).Date > date)
            {
                closes = OpenWindow.EndOfDay; // within the last minute of the day
            }

            if (closes > opens)
            {
                days.Add(new ListedDay(date, ListedKind.ClosedPart, name) { Windows = [new OpenWindow(opens, closes)], Line = block.Line });
            }
        }
    }

    /// <summary>As the calendar's wall clock shows it; a time without a zone is meant by that clock.</summary>
    private LocalDateTime InZone(CalDateTime time) => time.IsFloating
        ? LocalDateTime.FromDateTime(time.Value)
        : Instant.FromDateTimeUtc(DateTime.SpecifyKind(time.AsUtc, DateTimeKind.Utc)).InZone(question.Zone).LocalDateTime;

    private static int MinuteOf(LocalDateTime time) => (time.Hour * 60) + time.Minute;

    private static string KeyOf(CalDateTime time) =>
        time.HasTime && !time.IsFloating ? time.AsUtc.ToString("s", CultureInfo.InvariantCulture) + "Z" : time.Value.ToString("s", CultureInfo.InvariantCulture);

    /// <summary>The events as they stand in the file, each with the line it begins on.</summary>
    private IEnumerable<Block> BlocksOf(string text)
    {
        var lines = new List<string>();
        var begins = 0;
        foreach (var (number, line) in Unfolded(text))
        {
            if (begins == 0 && Is(line, "BEGIN:VEVENT"))
            {
                begins = number;
                lines.Clear();
            }

            if (begins == 0)
            {
                continue;
            }

            lines.Add(line);
            if (Is(line, "END:VEVENT"))
            {
                yield return new Block(
                    begins, string.Concat(lines.Select(one => one + "\r\n")), lines.Exists(one => Is(one, "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY")),
                    lines.Count(one => one.StartsWith("RRULE", StringComparison.OrdinalIgnoreCase) || one.StartsWith("EXRULE", StringComparison.OrdinalIgnoreCase)));
                begins = 0;
            }
        }

        if (begins > 0)
        {
            notes.Add(new ImportNote(begins, "CutOff"));
        }
    }

    /// <summary>The lines, with those that were folded put together again, each with the number it begins at.</summary>
    private static IEnumerable<(int Number, string Line)> Unfolded(string text)
    {
        var (number, begins) = (0, 1);
        var whole = new StringBuilder();
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line is [' ' or '\t', ..])
            {
                whole.Append(line.AsSpan(1));
                continue;
            }

            yield return (begins, whole.ToString());
            begins = number;
            whole.Clear().Append(line);
        }

        yield return (begins, whole.ToString());
    }

    private static bool Is(string line, string text) => line.AsSpan().Trim().Equals(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>An event as it stands in the file.</summary>
    /// <param name="Line">The line it begins on.</param>
    /// <param name="Text">All its lines.</param>
    /// <param name="Worked">True where it says that its dates are worked.</param>
    /// <param name="Rules">How many rules of repetition it has.</param>
    private sealed record Block(int Line, string Text, bool Worked, int Rules);
}
