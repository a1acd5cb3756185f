using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Demo;

/// <summary>Turns a telling and its fate into what everybody does and when.</summary>
internal sealed class DemoTeller(DemoContent content, DemoPeople people, DemoTimes times, PromisePolicy policy, DemoDice dice)
{
    private readonly DemoTalk talk = new(content, people, dice);

    /// <summary>Tells it from the filing up to where the fate leaves it.</summary>
    /// <param name="original">For <see cref="DemoFate.Duplicate"/>: the case in which it goes on.</param>
    public DemoTale Tell(
        DemoTelling telling, DemoFate fate, string handler, DemoWay way, DemoPace pace, Instant filedAt, DemoTale? original = null)
    {
        var story = telling.Story;
        var kind = Enum.Parse<CaseKind>(story.Kind);
        var severity = fate is DemoFate.Fresh or DemoFate.New ? Severity.General : Enum.Parse<Severity>(story.Severity);
        var course = new DemoCourse(times, policy.For(kind, severity), filedAt, dice);
        var department = way == DemoWay.ToCare ? DemoPeople.Care : people.DepartmentOf(story.Category);

        File(course, telling, handler, way, again: original is not null);
        if (fate is not (DemoFate.Fresh or DemoFate.New))
        {
            course.WorkUntil(course.Targets.Acknowledge.Time, pace.Acknowledge);
            new DemoArrival(content, people, dice).Arrive(course, telling, severity, fate, handler, way);
            course.Acknowledge();
            GoOn(course, telling, fate, handler, pace, original);
        }

        return new DemoTale(telling, department, handler, course.Steps, course.DueAt);
    }

    private void File(DemoCourse course, DemoTelling telling, string handler, DemoWay way, bool again)
    {
        var story = telling.Story;
        var channel = Enum.Parse<Channel>(story.Channel);
        string Say(string? text) => telling.Say(text, people[handler].Name);
        var person = telling.Customer;
        var filed = new Filed
        {
            Key = "",
            Channel = channel,
            Kind = Enum.Parse<CaseKind>(story.Kind),
            Subject = Say(story.Subject),
            Description = again ? $"{dice.Pick(content.Phrases.FiledAgain).In(story.Language)}\n\n{Say(story.Description)}" : Say(story.Description),
            Wanted = Say(story.Wanted),
            OccurredWhen = Say(story.When),
            Place = Say(story.Place),
            Product = Say(story.Product),
            Concerns = Say(story.Concerns),
            Safety = story.Safety,
            Anonymous = person is null,
            Name = person?.Name ?? "",
            Email = person?.Email ?? "",
            Phone = person?.Phone ?? "",
            Representative = story.Representative is not { } speaker ? ""
                : story.Language == Languages.Chinese ? $"{speaker.Name}（{speaker.Relation}）" : $"{speaker.Name} ({speaker.Relation})",
            ContactBy = person is null ? ContactWay.TrackPage : channel == Channel.Hotline && person.Phone is not null ? ContactWay.Phone
                : person.Email is not null ? ContactWay.Email : ContactWay.Phone,
            Language = story.Language,
            Zone = channel == Channel.Web ? times.Calendar.Zone.Id : null,
        };
        var by = channel == Channel.Hotline ? dice.Pick(people.HandlersOf(DemoPeople.Care)) : null;
        var category = way is DemoWay.ThroughCare or DemoWay.ThroughCareTwice ? null : story.Category;
        IReadOnlyList<DemoFile> files = channel == Channel.Web && dice.Chance(0.06) ? [dice.Pick(DemoFile.Photos)] : [];
        course.Do(at => new DemoStep.File(at, by, category, filed, files));
    }

    private void GoOn(DemoCourse course, DemoTelling telling, DemoFate fate, string handler, DemoPace pace, DemoTale? original)
    {
        switch (fate)
        {
            case DemoFate.Accepted or DemoFate.HandedOver or DemoFate.Assigned:
                break;
            case DemoFate.Duplicate:
                course.Work(dice.Between(5, 40));
                course.Do(at => new DemoStep.MarkDuplicate(at, handler, original!));
                course.End();
                break;
            case DemoFate.Returned:
                SendAndGetBack(course, handler);
                break;
            case DemoFate.InProgress or DemoFate.CustomerWrote or DemoFate.Waiting:
                talk.Play(course, telling, handler, pace, dice.Pick(DemoTalk.Cuts(telling.Story, fate)));
                if (fate == DemoFate.InProgress && telling.Story.Severity == nameof(Severity.Major))
                {
                    WorkJointly(course, telling.Story, handler);
                }

                if (fate == DemoFate.CustomerWrote)
                {
                    talk.CustomerHasTheLastWord(course, telling);
                }

                break;
            default:
                talk.Play(course, telling, handler, pace, telling.Story.Conversation.Count);
                End(course, telling, fate, handler, pace);
                break;
        }
    }

    /// <summary>Two departments are brought in; one has reported, the other still owes it.</summary>
    private void WorkJointly(DemoCourse course, DemoStory story, string handler)
    {
        var language = people[handler].Language;
        var others = dice.Shuffle(content.Company.Departments.Select(d => d.Key).Except(people[handler].Departments).Where(key => key != people.DepartmentOf(story.Category)));
        foreach (var (department, task) in others.Zip(content.Phrases.GroupTask))
        {
            course.Work(dice.Between(5, 20));
            course.Do(at => new DemoStep.BringIn(at, handler, department, task.In(language), times.Calendar.Add(at, Duration.FromHours(12))));
        }

        var colleague = people.HandlersOf(others[0])[0];
        course.Work(dice.Between(20, 90));
        course.Do(at => new DemoStep.Report(at, colleague, others[0], content.Phrases.GroupReport[0].In(people[colleague].Language)));
        course.Work(dice.Between(5, 20));
        course.Do(at => new DemoStep.Tell(at, handler, content.Phrases.Situation[0].In(language)));
    }

    private void SendAndGetBack(DemoCourse course, string handler)
    {
        var own = people[handler].Departments[0];
        var other = dice.Pick(content.Company.Departments.Select(d => d.Key).Where(key => key != own && key != DemoPeople.Care).ToList());
        var colleague = dice.Pick(people.HandlersOf(other));
        course.Work(dice.Between(20, 120));
        course.Do(at => new DemoStep.Assign(at, handler, other, null, dice.Pick(content.Phrases.HandOverAsking).In(people[handler].Language)));
        course.Work(dice.Between(30, 240));
        course.Do(at => new DemoStep.Return(at, colleague, dice.Pick(content.Phrases.Returned).In(people[colleague].Language), content.Phrases.ReturnBasis[0].In(people[colleague].Language)));
    }

    private void End(DemoCourse course, DemoTelling telling, DemoFate fate, string handler, DemoPace pace)
    {
        var story = telling.Story;
        string Say(string? text) => telling.Say(text, people[handler].Name);
        var answered = story.Conversation.Any(entry => entry.By == "staff");
        course.WorkUntil(answered ? course.Targets.Resolve.Time : course.Targets.Reply.Time, answered ? pace.Resolve : Math.Min(pace.Reply, pace.Resolve));
        course.GoOn();
        if (fate == DemoFate.Withdrawn)
        {
            course.Do(at => new DemoStep.Withdraw(at, handler, Say(story.WithdrawReason)));
        }
        else if (fate == DemoFate.NotAccepted)
        {
            course.Do(at => new DemoStep.Refuse(at, handler, Say(story.RefusalReason)));
        }
        else
        {
            course.Do(at => new DemoStep.Resolve(at, handler, Say(story.Decision), Say(story.Redress)));
        }

        course.End();
        if (fate == DemoFate.Reopened || (fate == DemoFate.Closed && story.NotSolvedReason is not null && dice.Chance(0.55)))
        {
            Reopen(course, telling, handler);
            if (fate == DemoFate.Closed)
            {
                SolveAgain(course, telling, handler, pace);
            }
        }

        if (fate == DemoFate.Closed)
        {
            Close(course, telling, handler);
        }
    }

    private void Reopen(DemoCourse course, DemoTelling telling, string handler)
    {
        course.CustomerThinks(2, 48);
        if (telling.Story.NotSolvedReason is { } why)
        {
            course.Do(at => new DemoStep.SaysNotSolved(at, telling.Say(why, people[handler].Name)));
        }
        else
        {
            var supervisor = people.SupervisorOf(people[handler].Departments[0]);
            course.Work(dice.Between(5, 60));
            course.Do(at => new DemoStep.Reopen(at, supervisor, dice.Pick(content.Phrases.TakenUpAgain).In(people[supervisor].Language)));
        }

        course.StartAnew();
    }

    private void SolveAgain(DemoCourse course, DemoTelling telling, string handler, DemoPace pace)
    {
        var language = telling.Story.Language;
        course.WorkUntil(course.Targets.Reply.Time, Math.Min(pace.Reply, 0.8));
        course.Do(at => new DemoStep.Reply(at, handler, dice.Pick(content.Phrases.SecondLook).In(language)));
        course.WorkUntil(course.Targets.Resolve.Time, Math.Min(pace.Resolve, 0.8));
        course.Do(at => new DemoStep.Resolve(
            at, handler, dice.Pick(content.Phrases.SecondDecision).In(language), telling.Say(telling.Story.Redress, people[handler].Name)));
        course.End();
    }

    private void Close(DemoCourse course, DemoTelling telling, string handler)
    {
        if (!dice.Chance(0.6))
        {
            course.Work((5 * 450) + dice.Below(300));
            course.Do(at => new DemoStep.Close(at, handler));
            return;
        }

        course.CustomerThinks(1, 70);
        course.Do(at => new DemoStep.SaysSolved(at));
        if (dice.Chance(0.1))
        {
            course.CustomerThinks(0.1, 20);
            course.Do(at => new DemoStep.CustomerWrites(at, dice.Pick(content.Phrases.Thanks).In(telling.Story.Language), []));
            course.Work(dice.Between(5, 200));
            course.Do(at => new DemoStep.Notice(at, handler));
        }
    }
}
