using System.Globalization;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Promises;

/// <summary>What a promise's colour says. The class name of it is <see cref="PromiseTones.Css"/>.</summary>
public enum PromiseTone
{
    /// <summary>Nothing is promised, or it ended before it was due.</summary>
    None,

    /// <summary>There is time.</summary>
    Calm,

    /// <summary>Due within <see cref="PromiseLabel.SoonWithin"/> of working time.</summary>
    Soon,

    /// <summary>Past its time and still owed.</summary>
    Late,

    /// <summary>The customer is waited for.</summary>
    Paused,

    /// <summary>Kept.</summary>
    Kept,

    /// <summary>Settled, but not in time.</summary>
    Broken,
}

/// <summary>Class names of tones.</summary>
public static class PromiseTones
{
    /// <summary>The class: <c>soon</c>, <c>late</c> …</summary>
    public static string Css(this PromiseTone tone) => tone switch
    {
        PromiseTone.None => "none",
        PromiseTone.Calm => "calm",
        PromiseTone.Soon => "soon",
        PromiseTone.Late => "late",
        PromiseTone.Paused => "paused",
        PromiseTone.Kept => "kept",
        PromiseTone.Broken => "broken",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "No such tone."),
    };
}

/// <summary>What a label needs to know of a promise.</summary>
/// <param name="Kind">What is promised; null where the row does not say.</param>
/// <param name="DueAt">When it is due, if known.</param>
/// <param name="Remaining">Working time left while paused, negative when late already; null unless paused.</param>
/// <param name="Kept">Whether it was kept; null while open, or ended before it was due.</param>
/// <param name="MetAt">When it was met.</param>
/// <param name="Ended">The case ended, or was reopened, before it was met.</param>
/// <param name="RemainingDays">Days left while paused, where days are counted.</param>
public sealed record PromiseFigures(PromiseKind? Kind, Instant? DueAt, Duration? Remaining, bool? Kept, Instant? MetAt = null, bool Ended = false, int? RemainingDays = null)
{
    /// <summary>The promise that a queue row is about.</summary>
    public static PromiseFigures Of(QueueRow row) => row switch
    {
        { DueAt: not null } => new(row.DuePromise, row.DueAt, null, null),
        { PausedSeconds: { } left } => new(null, null, Duration.FromSeconds(left), null),
        { PausedDays: { } days } => new(null, null, null, null, RemainingDays: days),
        _ => new(row.Kept is null ? null : PromiseKind.Resolve, null, null, row.Kept),
    };

    /// <summary>One promise of a case.</summary>
    public static PromiseFigures Of(Promise promise) =>
        new(promise.Kind, promise.DueAt, promise.Remaining, promise.Kept, promise.MetAt, promise.EndedAt is not null, promise.RemainingDays);
}

/// <summary>
/// A promise in words at an instant: the figure (<c>in 38 min</c>, <c>1 h 12 min over</c>, <c>Tue 09:30</c>, <c>paused</c>), the
/// line under it (<c>reply · 12:20</c>), and the whole date for whoever asks. Clock times are the company's; what is left of a
/// paused promise is working time, all else as the customer experiences it. Equal labels need not be drawn again.
/// </summary>
public sealed record PromiseLabel(PromiseTone Tone, string Text, string Detail, string Title)
{
    /// <summary>Working time before the due time from which on it is due soon.</summary>
    public static readonly Duration SoonWithin = QueueToday.DueSoon;

    private const int WeekdayIsEnough = 6; // days ahead or ago; beyond them the weekday would be mistaken

    /// <summary>The label of a promise, in the language of the current culture.</summary>
    public static PromiseLabel Of(PromiseFigures promise, Instant now, BusinessCalendar calendar, IStringLocalizer<PromiseTexts> texts)
    {
        var words = new Words(texts, calendar.Zone, now);
        var kind = promise.Kind is { } k ? texts[$"Kind_{k}"].Value : "";
        var title = promise.DueAt is { } at ? texts["Title_Due", kind, words.Full(at), calendar.Zone.Id.Replace('_', ' ')].Value : "";
        return promise switch
        {
            { Kept: { } kept } => new(kept ? PromiseTone.Kept : PromiseTone.Broken, texts[kept ? "Kept" : "Broken"], words.Settled(promise) ?? kind, title),
            { Ended: true } => new(PromiseTone.None, texts["Ended"], kind, title),
            { Remaining: { } left } => new(
                PromiseTone.Paused,
                texts["Paused"],
                left < Duration.Zero ? texts["LateWhenPaused", words.Working(-left)] : texts["Left", words.Working(left)],
                texts["Title_Paused"]),
            { RemainingDays: { } days } when days > 0 || promise.DueAt is null => new(
                PromiseTone.Paused, texts["Paused"], texts["DaysLeft", days == 1 ? texts["Day"] : texts["Days", days]], texts["Title_Paused"]),
            { DueAt: { } due } when due < now => new(PromiseTone.Late, texts["Over", words.Elapsed(now - due)], texts["Detail_Was", kind, words.Clock(due)], title),
            { DueAt: { } due } => Due(due),
            _ => new(PromiseTone.None, texts["None"], "", ""),
        };

        PromiseLabel Due(Instant due)
        {
            var tone = calendar.Between(now, due) <= SoonWithin ? PromiseTone.Soon : PromiseTone.Calm;
            return words.DaysTo(due) == 0
                ? new(tone, texts["In", words.Elapsed(due - now + Duration.FromSeconds(59))], texts["Detail_Due", kind, words.Clock(due)], title)
                : new(tone, words.Clock(due), kind, title);
        }
    }

    private sealed class Words(IStringLocalizer<PromiseTexts> texts, DateTimeZone zone, Instant now)
    {
        public int DaysTo(Instant at) => Period.DaysBetween(now.InZone(zone).Date, at.InZone(zone).Date);

        /// <summary>The time today, the weekday within a week, the date beyond.</summary>
        public string Clock(Instant at) => Format(at, DaysTo(at) switch
        {
            0 => "Format_Time",
            >= -WeekdayIsEnough and <= WeekdayIsEnough => "Format_Weekday",
            _ => "Format_Date",
        });

        public string Full(Instant at) => Format(at, "Format_Full");

        /// <summary>Time on the wall clock: minutes, hours, or days, the least being one minute.</summary>
        public string Elapsed(Duration duration)
        {
            var (days, hours) = (duration.Days, duration.Hours);
            return (days, hours) switch
            {
                (0, _) => Working(duration),
                (1, 0) => texts["Day"],
                (1, _) => texts["DayHours", days, hours],
                (_, 0) => texts["Days", days],
                _ => texts["DaysHours", days, hours],
            };
        }

        /// <summary>Working time: hours and minutes, since a working day is no 24 hours.</summary>
        public string Working(Duration duration)
        {
            var minutes = Math.Max(1, (long)duration.TotalMinutes);
            return (minutes / 60, minutes % 60) switch
            {
                (0, var m) => texts["Minutes", m],
                (var h, 0) => texts["Hours", h],
                var (h, m) => texts["HoursMinutes", h, m],
            };
        }

        /// <summary>How early or late it was met, where that is known.</summary>
        public string? Settled(PromiseFigures promise) => promise is { DueAt: { } due, MetAt: { } met }
            ? (met <= due ? texts["Early", Elapsed(due - met)] : texts["Late", Elapsed(met - due)]).Value
            : null;

        private string Format(Instant at, string pattern) =>
            LocalDateTimePattern.Create(texts[pattern].Value, CultureInfo.CurrentUICulture).Format(at.InZone(zone).LocalDateTime);
    }
}
