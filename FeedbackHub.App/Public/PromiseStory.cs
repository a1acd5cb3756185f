using System.Globalization;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace FeedbackHub.App.Public;

/// <summary>A change of what was promised, in the customer's words.</summary>
/// <param name="At">When.</param>
/// <param name="Why">The reason.</param>
/// <param name="Promises">Each promise that changed: what it was and is.</param>
public sealed record TrackChange(Instant At, string Why, IReadOnlyList<string> Promises);

/// <summary>How the time of a promise comes about.</summary>
/// <param name="Title">Which promise, from when on, how long.</param>
/// <param name="Lines">What counted, day by day, and when the customer was waited for.</param>
public sealed record CountedSteps(string Title, IReadOnlyList<string> Lines);

/// <summary>Tells in the customer's words how promises are counted, how they have changed and why, and where they were broken.</summary>
public sealed class PromiseStory(IStringLocalizer<PublicTexts> texts, CountedWords counted)
{
    /// <summary>Every change since the filing, the earliest first. Reasons are ours, never what staff wrote.</summary>
    public IReadOnlyList<TrackChange> Changes(TrackedCase one, PublicTime time) =>
        [.. one.Changes.Select(change => new TrackChange(change.At, texts[$"Change_{change.Why}"], [.. change.Promises.Select(p => Say(p, time))]))];

    /// <summary>An apology for each promise that was met, but late.</summary>
    public IReadOnlyList<string> Apologies(TrackedCase one) =>
        [.. one.Promises.Where(p => p.Kept == false).Select(p => texts[$"Sorry_{PublicWords.Of(p.Kind)}"].Value)];

    /// <summary>The steps of a promise.</summary>
    public CountedSteps Steps(TrackedPromise promise, BusinessCalendar calendar, PublicTime time)
    {
        var lines = new List<string>();
        // The hours of one day are one line; closed hours count nothing and are left out.
        var day = (Date: LocalDate.MinIsoValue, Counted: Duration.Zero);
        foreach (var step in promise.Steps)
        {
            if (step is PromiseStep.Counted running)
            {
                var date = running.From.InZone(calendar.Zone).Date;
                if (date != day.Date)
                {
                    EndDay();
                }

                day = (date, day.Counted + running.Working);
            }
            else if (step is not PromiseStep.Closed)
            {
                EndDay();
                lines.Add(Say(step, time));
            }
        }

        EndDay();
        return new CountedSteps(
            texts["Counted_Steps", texts[$"Home_Promise_{PublicWords.Of(promise.Kind)}"], time.Moment(promise.StartedAt), counted.Length(calendar, promise.Target)], lines);

        void EndDay()
        {
            if (day.Counted > Duration.Zero)
            {
                lines.Add(texts["Counted_Step", Format(day.Date), counted.Minutes((int)day.Counted.TotalMinutes)]);
            }

            day = default;
        }
    }

    private string Say(PromiseStep step, PublicTime time) => step switch
    {
        PromiseStep.Agreed agreed => texts["Counted_Step_Agreed", time.Moment(agreed.To), time.Moment(agreed.Until)],
        PromiseStep.Day { Number: 0 } day => texts["Counted_Step_First", Format(day.Date)],
        PromiseStep.Day day => texts["Counted_Step_Day", Format(day.Date), day.Number],
        PromiseStep.DayWaited day => texts["Counted_Step_DayWaited", Format(day.Date)],
        PromiseStep.Paused { To: { } to } pause => texts["Counted_Step_Waited", time.Moment(pause.From), time.Moment(to)],
        PromiseStep.Paused pause => texts["Counted_Step_Waits", time.Moment(pause.From)],
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "A step nobody explains."),
    };

    private string Say(ChangedPromise promise, PublicTime time)
    {
        var what = texts[$"Home_Promise_{PublicWords.Of(promise.Kind)}"];
        return (promise.From, promise.To) switch
        {
            ({ } from, { } to) => texts["Change_Moved", what, time.Moment(from), time.Moment(to)],
            (_, { } to) => texts["Change_Now", what, time.Moment(to)],
            ({ } from, _) => texts["Change_StandsStill", what, time.Moment(from)],
            _ => texts["Change_Open", what],
        };
    }

    private string Format(LocalDate date) => LocalDatePattern.Create(texts["Counted_Date"], CultureInfo.CurrentUICulture).Format(date);
}
