using FeedbackHub.Core.Cases;

namespace FeedbackHub.Core.Demo;

/// <summary>How a case, once filed, gets to the handler who works it.</summary>
internal sealed class DemoArrival(DemoContent content, DemoPeople people, DemoDice dice)
{
    /// <summary>Acknowledges it now and brings it to the handler, as far as the fate lets it come.</summary>
    public void Arrive(DemoCourse course, DemoTelling telling, Severity severity, DemoFate fate, string handler, DemoWay way)
    {
        var story = telling.Story;
        var department = people.DepartmentOf(story.Category);
        var supervisor = people.SupervisorOf(department);
        var first = dice.Pick(people.HandlersFor(story, way is DemoWay.ThroughCare or DemoWay.ThroughCareTwice ? DemoPeople.Care : department));
        var by = way switch
        {
            DemoWay.Dispatched => supervisor,
            DemoWay.Claimed => handler,
            _ => first,
        };
        if (severity == Severity.Major)
        {
            course.Do(at => new DemoStep.Edit(at, by, nameof(Case.Severity), nameof(Severity.Major)));
        }

        switch (way)
        {
            case DemoWay.Claimed:
                course.Do(at => new DemoStep.Claim(at, handler));
                if (telling.About is { } about)
                {
                    course.Do(at => new DemoStep.Edit(at, handler, nameof(Case.ConcernsStaffId), about));
                }

                break;
            case DemoWay.Accepted:
                course.Do(at => new DemoStep.Accept(at, first));
                Start(course, fate, handler);
                break;
            case DemoWay.Dispatched:
                course.Do(at => new DemoStep.Assign(at, supervisor, department, handler, dice.Chance(0.5) ? Why(content.Phrases.Dispatch, supervisor) : ""));
                Start(course, fate, handler);
                break;
            case DemoWay.ThroughCare or DemoWay.ThroughCareTwice:
                if (way == DemoWay.ThroughCareTwice)
                {
                    GoAstray(course, first, department);
                }

                course.Do(at => new DemoStep.Edit(at, first, nameof(Case.CategoryId), story.Category));
                course.Do(at => new DemoStep.Assign(at, first, department, null, Why(content.Phrases.HandOver, first)));
                Start(course, fate, handler);
                break;
            case DemoWay.ToCare:
                course.Do(at => new DemoStep.Claim(at, first));
                course.Work(dice.Between(15, 90));
                course.Do(at => new DemoStep.Assign(at, first, DemoPeople.Care, handler, Why(content.Phrases.HandOverToCare, first)));
                Start(course, fate, handler);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(way), way, "No such way.");
        }
    }

    private void GoAstray(DemoCourse course, string first, string department)
    {
        var wrong = dice.Pick(content.Company.Departments.Select(d => d.Key).Where(key => key != department && key != DemoPeople.Care).ToList());
        var colleague = dice.Pick(people.HandlersOf(wrong));
        course.Do(at => new DemoStep.Assign(at, first, wrong, null, Why(content.Phrases.HandOver, first)));
        course.Work(dice.Between(10, 60));
        course.Do(at => new DemoStep.Return(at, colleague, Why(content.Phrases.Returned, colleague), content.Phrases.ReturnBasis[0].In(people[colleague].Language)));
        course.Work(dice.Between(5, 30));
    }

    private void Start(DemoCourse course, DemoFate fate, string handler)
    {
        if (fate is not (DemoFate.Accepted or DemoFate.HandedOver or DemoFate.Assigned))
        {
            course.Work(dice.Between(5, 60));
            course.Do(at => new DemoStep.Claim(at, handler));
        }
    }

    private string Why(IReadOnlyList<DemoText> phrases, string by) => dice.Pick(phrases).In(people[by].Language);
}
