namespace FeedbackHub.Core.Demo;

/// <summary>The conversation of a story: who says what when.</summary>
internal sealed class DemoTalk(DemoContent content, DemoPeople people, DemoDice dice)
{
    /// <summary>After how many entries the conversation can be cut so that it stands as the fate says. Empty where it cannot.</summary>
    public static IReadOnlyList<int> Cuts(DemoStory story, DemoFate fate)
    {
        var all = Enumerable.Range(1, story.Conversation.Count).ToList();
        bool Answered(int cut) => story.Conversation.Take(cut).Any(entry => entry.By == "staff");
        bool Waiting(int cut) => LastSpoken(story, cut) is { } last && IsQuestion(story, last);
        bool CustomerLast(int cut) => LastSpoken(story, cut) is { } last && story.Conversation[last].By == "customer";
        return fate switch
        {
            DemoFate.Waiting => [.. all.Where(Waiting)],
            DemoFate.CustomerWrote => OrNone(all.Where(cut => Answered(cut) && CustomerLast(cut)), all.Where(cut => Answered(cut) && !Waiting(cut))),
            DemoFate.InProgress => OrNone(all.Where(cut => Answered(cut) && !Waiting(cut) && !CustomerLast(cut)), []),
            _ => [story.Conversation.Count],
        };
    }

    /// <summary>Plays the first entries, the answers spread over the time until the case should be resolved.</summary>
    public void Play(DemoCourse course, DemoTelling telling, string handler, DemoPace pace, int cut)
    {
        var conversation = telling.Story.Conversation;
        var reply = Math.Min(pace.Reply * course.Targets.Reply.Time.TotalMinutes / course.Targets.Resolve.Time.TotalMinutes, pace.Resolve * 0.8);
        var acknowledged = pace.Acknowledge * course.Targets.Acknowledge.Time.TotalMinutes / course.Targets.Resolve.Time.TotalMinutes;
        var (share, answered) = (acknowledged, false);
        for (var i = 0; i < cut; i++)
        {
            var entry = conversation[i];
            var text = telling.Say(entry.Text, people[handler].Name);
            if (entry.By == "customer")
            {
                course.CustomerThinks(1, 28);
                course.Do(at => new DemoStep.CustomerWrites(at, text, Enclosed(text)));
                course.GoOn();
                continue;
            }

            // Notes before the first answer come on the way to it; what follows is spread evenly up to the end.
            var first = entry.By == "staff" && !answered;
            var left = conversation.Skip(i).Count(e => e.By != "customer");
            share = first ? Math.Max(share, reply)
                : !answered ? share + (Math.Max(0, reply - share) * 0.4)
                : share + (Math.Max(0, pace.Resolve - share) / (left + 1) * dice.Between(0.6, 1.1));
            course.WorkUntil(course.Targets.Resolve.Time, share);
            answered |= entry.By == "staff";
            Speak(course, telling.Story, i, entry.From ?? handler, text);
        }
    }

    /// <summary>Where the story does not let the customer speak last, they ask for news.</summary>
    public void CustomerHasTheLastWord(DemoCourse course, DemoTelling telling)
    {
        if (course.Steps[^1] is not DemoStep.CustomerWrites)
        {
            course.CustomerThinks(3, 40);
            course.Do(at => new DemoStep.CustomerWrites(at, dice.Pick(content.Phrases.Chase).In(telling.Story.Language), []));
            course.GoOn();
        }
    }

    private static void Speak(DemoCourse course, DemoStory story, int index, string by, string text)
    {
        if (story.Conversation[index].By == "note")
        {
            course.Do(at => new DemoStep.Note(at, by, text));
        }
        else if (IsQuestion(story, index))
        {
            course.Do(at => new DemoStep.Ask(at, by, text));
            course.Wait();
        }
        else
        {
            course.GoOn();
            course.Do(at => new DemoStep.Reply(at, by, text));
            course.Reply();
        }
    }

    /// <summary>True where staff asks something and the customer is the next to speak.</summary>
    private static bool IsQuestion(DemoStory story, int index) =>
        story.Conversation[index].By == "staff"
        && story.Conversation[index].Text.AsSpan().IndexOfAny('?', '？') >= 0
        && story.Conversation.Skip(index + 1).FirstOrDefault(entry => entry.By != "note")?.By == "customer";

    private static int? LastSpoken(DemoStory story, int cut) =>
        Enumerable.Range(0, cut).Where(i => story.Conversation[i].By != "note").Select(i => (int?)i).LastOrDefault();

    private static List<int> OrNone(IEnumerable<int> wanted, IEnumerable<int> otherwise) =>
        wanted.ToList() is { Count: > 0 } found ? found : otherwise.ToList() is { Count: > 0 } second ? second : [0];

    private DemoFile[] Enclosed(string text)
    {
        string[] signs = ["attached", "Sent.", "照片发", "附上", "附件"];
        return signs.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase))
            ? [dice.Pick(text.Contains("igned", StringComparison.Ordinal) || text.Contains("eceipt", StringComparison.Ordinal) ? DemoFile.Papers : DemoFile.Photos)]
            : [];
    }
}
