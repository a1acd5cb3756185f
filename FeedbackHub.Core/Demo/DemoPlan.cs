using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using NodaTime;

namespace FeedbackHub.Core.Demo;

/// <summary>Which cases the demo company has: believable desks now, and the finished work of ninety days behind them.</summary>
internal sealed class DemoPlan
{
    /// <summary>How many cases there are.</summary>
    public const int Cases = 400;

    /// <summary>What lies on a desk, the first so many for each handler.</summary>
    private static readonly (DemoFate Fate, DemoDue Due)[] Desk =
    [
        (DemoFate.InProgress, DemoDue.Later),
        (DemoFate.InProgress, DemoDue.Today),
        (DemoFate.Waiting, DemoDue.Any),
        (DemoFate.Reopened, DemoDue.Later),
        (DemoFate.InProgress, DemoDue.Overdue),
        (DemoFate.CustomerWrote, DemoDue.Later),
        (DemoFate.Assigned, DemoDue.Later),
        (DemoFate.InProgress, DemoDue.Later),
        (DemoFate.Returned, DemoDue.Later),
        (DemoFate.Waiting, DemoDue.Any),
        (DemoFate.InProgress, DemoDue.Later),
        (DemoFate.CustomerWrote, DemoDue.Today),
        (DemoFate.InProgress, DemoDue.Later),
    ];

    /// <summary>What nobody has taken, in each department.</summary>
    private static readonly (DemoFate Fate, DemoDue Due)[] Nobodys =
        [(DemoFate.Fresh, DemoDue.Later), (DemoFate.New, DemoDue.Later), (DemoFate.Accepted, DemoDue.Later), (DemoFate.HandedOver, DemoDue.Later)];

    /// <summary>How many lie on the desks of a department's two handlers.</summary>
    /// <summary>Complaints about somebody who works here: their supervisor works them, and they never see them.</summary>
    private static readonly (string Story, string About)[] AboutStaff =
        [("zh-staff-rude", "zhao-yuxin"), ("en-store-staff-ignored", "zhao-yuxin"), ("en-returns-shoes", "daniel-osei")];

    private static readonly Dictionary<string, int[]> Sizes = new()
    {
        ["billing"] = [12, 10],
        ["delivery"] = [13, 12],
        ["repairs"] = [11, 10],
        ["stores"] = [10, 9],
        [DemoPeople.Care] = [9, 9],
    };

    private readonly DemoContent content;
    private readonly DemoPeople people;
    private readonly DemoTimes times;
    private readonly DemoDice dice;
    private readonly DemoTeller teller;
    private readonly IReadOnlyList<DemoStory> stories;
    private readonly Dictionary<DemoStory, int> told = [];
    private readonly Dictionary<string, int> nextCustomer = [];
    private readonly List<DemoTale> tales = [];

    private DemoPlan(DemoContent content, DemoPeople people, DemoTimes times, PromisePolicy policy, DemoDice dice)
    {
        (this.content, this.people, this.times, this.dice) = (content, people, times, dice);
        teller = new DemoTeller(content, people, times, policy, dice);
        stories = dice.Shuffle(content.Stories.Stories);
    }

    /// <summary>Makes all of it, in order of filing.</summary>
    public static IReadOnlyList<DemoTale> Make(
        DemoContent content, DemoPeople people, BusinessCalendar calendar, PromisePolicy policy, Instant now, int seed)
    {
        var dice = new DemoDice(seed);
        var plan = new DemoPlan(content, people, new DemoTimes(calendar, now, dice), policy, dice);
        plan.FillComplaintsAboutStaff();
        plan.FillDesks();
        plan.FillSupervisorsDesks();
        plan.FillRegister();
        return [.. plan.tales.OrderBy(tale => tale.FiledAt)];
    }

    private void FillComplaintsAboutStaff()
    {
        foreach (var (key, about) in AboutStaff)
        {
            var department = people.DepartmentOf(stories.First(s => s.Key == key).Category);
            Add(DemoFate.InProgress, DemoDue.Later, department, people.SupervisorOf(department), DemoWay.Claimed, story => story.Key == key, about);
        }
    }

    private void FillDesks()
    {
        foreach (var department in content.Company.Departments.Select(d => d.Key))
        {
            foreach (var (handler, size) in people.HandlersOf(department).Zip(Sizes[department]))
            {
                for (var i = 0; i < size; i++)
                {
                    // Customer care has few stories of its own; the rest of its work is handed over to it.
                    var (fate, due) = Desk[i];
                    var handedOver = department == DemoPeople.Care && fate is DemoFate.InProgress or DemoFate.Assigned && i > 4;
                    Add(fate, due, department, handler, handedOver ? DemoWay.ToCare : WayTo(fate));
                }
            }

            foreach (var (fate, due) in Nobodys.Where(n => department != DemoPeople.Care || n.Fate != DemoFate.HandedOver))
            {
                Add(fate, due, department, null, WayTo(fate));
            }
        }
    }

    /// <summary>Supervisors keep a few cases for themselves.</summary>
    private void FillSupervisorsDesks()
    {
        foreach (var (key, department) in content.Company.Staff.Where(s => s.Roles.Contains("Supervisor")).Select(s => (s.Key, s.Departments[0])))
        {
            Add(DemoFate.InProgress, DemoDue.Later, department, key, DemoWay.Claimed);
            Add(DemoFate.Waiting, DemoDue.Any, department, key, DemoWay.Claimed);
        }
    }

    private void FillRegister()
    {
        Fill(22, DemoFate.Resolved, story => story.Decision is not null);
        Fill(18, DemoFate.NotAccepted, story => story.RefusalReason is not null);
        Fill(11, DemoFate.Withdrawn, story => story.WithdrawReason is not null);
        tales.AddRange(dice.Shuffle(tales.Where(CanBeFiledAgain)).Select(FiledAgain).Where(tale => tale.LastAt <= times.Now).Take(9).ToList());
        Fill(Cases - tales.Count, DemoFate.Closed, story => story.Decision is not null);
    }

    private void Fill(int count, DemoFate fate, Func<DemoStory, bool> fits)
    {
        for (var i = 0; i < count; i++)
        {
            Add(fate, DemoDue.Any, null, null, WayTo(fate), fits);
        }
    }

    /// <summary>Adds a case that stands as wanted; where the present day does not allow it (nothing is due on a Sunday), one that comes near.</summary>
    private void Add(DemoFate fate, DemoDue due, string? department, string? handler, DemoWay way, Func<DemoStory, bool>? fits = null, string? about = null)
    {
        var story = Choose(s =>
            (fits?.Invoke(s) ?? true)
            && (department is null || (way == DemoWay.ToCare ? people.DepartmentOf(s.Category) != department : people.DepartmentOf(s.Category) == department))
            && (handler is null || s.Conversation.All(entry => entry.From != handler))
            && DemoTalk.Cuts(s, fate).Count > 0
            && (fate != DemoFate.Reopened || (s.Decision is not null && s.Conversation.Count > 0))
            && (fate != DemoFate.InProgress || DemoTalk.Cuts(s, fate)[0] > 0)
            && (fate is not (DemoFate.Fresh or DemoFate.New) || s.Channel != nameof(Channel.Hotline)));
        var customer = CustomerOf(story);
        handler ??= dice.Pick(people.HandlersFor(story, people.DepartmentOf(story.Category)));
        if (way is DemoWay.ThroughCare or DemoWay.ThroughCareTwice && people.DepartmentOf(story.Category) == DemoPeople.Care)
        {
            way = DemoWay.Claimed;
        }

        DemoTale? best = null;
        for (var attempt = 0; attempt < 400; attempt++)
        {
            var filedAt = FilingOf(fate, due, 1 + (attempt / 200), story.Channel == nameof(Channel.Hotline));
            var telling = new DemoTelling(story, customer, content.Stories.Fill, dice, times.WeekdayBefore(filedAt)) { About = about };
            var tale = teller.Tell(telling, fate, handler, way, DemoPace.Draw(dice), filedAt);
            if (tale.LastAt > times.Now - Duration.FromMinutes(1))
            {
                continue;
            }

            best = tale;
            if (Stands(tale, fate, due))
            {
                break;
            }
        }

        tales.Add(best ?? throw new InvalidOperationException($"No time was found for {story.Key} to be {fate}."));
    }

    private bool Stands(DemoTale tale, DemoFate fate, DemoDue due) => due switch
    {
        DemoDue.Any => fate != DemoFate.Resolved || tale.LastAt > times.Now - Duration.FromDays(6),
        DemoDue.Later => tale.DueAt > times.Now && (fate is DemoFate.Fresh or DemoFate.New || tale.DueAt > times.EndOfDay),
        DemoDue.Today => tale.DueAt > times.Now + Duration.FromMinutes(15) && tale.DueAt < times.EndOfDay,
        DemoDue.Overdue => tale.DueAt < times.Now && tale.DueAt > times.Now - Duration.FromDays(4),
        _ => throw new ArgumentOutOfRangeException(nameof(due), due, "No such due time."),
    };

    private Instant FilingOf(DemoFate fate, DemoDue due, int width, bool byPhone)
    {
        if (fate == DemoFate.Fresh)
        {
            return times.Now - Duration.FromSeconds(120 + dice.Below(3300));
        }

        var (earliest, latest) = (fate, due) switch
        {
            (DemoFate.New, _) => (0.6, 0.02),
            (DemoFate.Accepted or DemoFate.HandedOver or DemoFate.Assigned, _) => (4, 0.1),
            (DemoFate.Returned, _) => (7, 0.3),
            (DemoFate.Reopened, _) => (21, 2),
            (DemoFate.Resolved, _) => (20, 1),
            (DemoFate.Waiting, _) => (11, 0.4),
            (_, DemoDue.Overdue or DemoDue.Today) => (18, 1),
            (_, DemoDue.Later) => (11, 0.3),
            _ => ((double)DemoTimes.Days, 0.5),
        };
        var at = times.Filing(Math.Min(earliest * width, DemoTimes.Days), latest);
        return byPhone ? times.AtWork(at) : at;
    }

    private DemoWay WayTo(DemoFate fate) => fate switch
    {
        DemoFate.Accepted => DemoWay.Accepted,
        DemoFate.HandedOver => DemoWay.ThroughCare,
        DemoFate.Assigned => DemoWay.Dispatched,
        DemoFate.Returned or DemoFate.Duplicate => DemoWay.Claimed,
        _ => dice.Below(20) switch
        {
            < 10 => DemoWay.Claimed,
            < 13 => DemoWay.Accepted,
            < 18 => DemoWay.Dispatched,
            < 19 => DemoWay.ThroughCare,
            _ => DemoWay.ThroughCareTwice,
        },
    };

    /// <summary>The story told least often so far.</summary>
    private DemoStory Choose(Func<DemoStory, bool> fits)
    {
        var story = stories.Where(s => fits(s) && (!s.SameCustomer || !told.ContainsKey(s))).MinBy(s => told.GetValueOrDefault(s))
            ?? throw new InvalidOperationException("No story fits.");
        told[story] = told.GetValueOrDefault(story) + 1;
        return story;
    }

    /// <summary>Who tells it: the person of the story the first time, somebody else after that.</summary>
    private DemoCustomer? CustomerOf(DemoStory story)
    {
        if (story.Customer is null || told[story] == 1)
        {
            return story.Customer;
        }

        var others = content.Stories.Customers[story.Language];
        var next = nextCustomer[story.Language] = nextCustomer.GetValueOrDefault(story.Language) + 1;
        return others[next % others.Count];
    }

    /// <summary>Not where the case has moved to another department, whose handler would not find it.</summary>
    private bool CanBeFiledAgain(DemoTale tale) =>
        tale.Telling.Customer is not null
        && tale.Telling.Story.Channel == nameof(Channel.Web)
        && tale.FiledAt < times.Now - Duration.FromDays(5)
        && !tale.Steps.Any(step => step is DemoStep.Assign assign && assign.Department != tale.Department)
        && tale.Department == people.DepartmentOf(tale.Telling.Story.Category)
        && tale.Steps[0] is DemoStep.File { Category: not null };

    private DemoTale FiledAgain(DemoTale original)
    {
        var filedAt = times.CustomerAfter(original.FiledAt, 20, 60);
        return teller.Tell(original.Telling, DemoFate.Duplicate, original.Handler, DemoWay.Claimed, DemoPace.Draw(dice), filedAt, original);
    }
}
