using System.Globalization;
using FeedbackHub.Core.Assignment;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Queue;

/// <summary>A span of the queue's filter in words: <c>received 23 Nov</c>, <c>due 23 Nov 14:00 – 15:00</c>.</summary>
public static class SpanWords
{
    /// <summary>The words, in the language of the current culture and on the clock of a zone.</summary>
    public static string Of(QueueSpan span, DateTimeZone zone, IStringLocalizer<QueueTexts> texts) =>
        texts[$"Span_{span.Event}", Range(span.From.InZone(zone).LocalDateTime, span.Before.InZone(zone).LocalDateTime, span.From == NodaConstants.UnixEpoch, texts)];

    private static string Range(LocalDateTime from, LocalDateTime before, bool always, IStringLocalizer<QueueTexts> texts)
    {
        string Format(LocalDateTime at, string pattern) => LocalDateTimePattern.Create(texts[pattern].Value, CultureInfo.CurrentUICulture).Format(at);

        if (always)
        {
            return texts["Range_Before", Format(before, "Format_SpanTime")];
        }

        if (from.TimeOfDay == LocalTime.Midnight && before.TimeOfDay == LocalTime.Midnight)
        {
            var last = before.PlusDays(-1);
            return from == last ? Format(from, "Format_SpanDay") : texts["Range", Format(from, "Format_SpanDay"), Format(last, "Format_SpanDay")];
        }

        return texts["Range", Format(from, "Format_SpanTime"), Format(before, "Format_SpanTime")];
    }
}
