using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>One promise in the making.</summary>
internal sealed class PromiseEntry(PromiseKind kind, int generation, Instant startedAt, PromiseTarget target, BusinessCalendar calendar)
{
    private readonly (PromiseTarget Target, BusinessCalendar Calendar) first = (target, calendar);
    private readonly List<Pause> pauses = [];
    private readonly SortedSet<int> steps = [];
    private PromiseState state = PromiseState.Running;
    private Instant? settledAt;
    private Instant? newTime;
    private Agreement? agreement;

    public PromiseKind Kind => kind;

    public int Generation => generation;

    private PromiseTarget Target { get; set; } = target;

    private BusinessCalendar Calendar { get; set; } = calendar;

    public bool Settled => settledAt is not null;

    public void Pause(Instant at)
    {
        if (state is PromiseState.Paused)
        {
            return;
        }

        state = PromiseState.Paused;
        if (pauses is [.., var last] && last.To == at)
        {
            // Waiting that goes on without a break is one pause, however many facts tell of it.
            pauses[^1] = last with { To = null };
        }
        else
        {
            pauses.Add(new Pause(at, null));
        }
    }

    public void Resume(Instant at)
    {
        if (state is not PromiseState.Paused)
        {
            return;
        }

        state = PromiseState.Running;
        var pause = pauses[^1] with { To = at };
        pauses.RemoveAt(pauses.Count - 1);
        if (pause.From < at)
        {
            pauses.Add(pause);
        }
    }

    public void Settle(PromiseState state, Instant at)
    {
        Resume(at);
        this.state = state;
        settledAt = at;
    }

    /// <summary>A new target, where it is still promised, and calendar.</summary>
    public void Follow(PromiseTarget? target, BusinessCalendar calendar) => (Target, Calendar) = (target ?? Target, calendar);

    /// <summary>More time: the ladder begins anew.</summary>
    public void Agree(Agreement with)
    {
        agreement = with;
        steps.Clear();
    }

    public void TellNewTime(Instant until) => newTime = until;

    public void Take(int step) => steps.Add(step);

    public Promise ToPromise()
    {
        var waited = new PauseList(pauses);
        var due = PromiseCount.Of(startedAt, Target, agreement, waited, Calendar);
        return new Promise
        {
            Kind = kind,
            Generation = generation,
            StartedAt = startedAt,
            Target = Target,
            First = first,
            State = state,
            Pauses = waited,
            DueAt = due.DueAt,
            Remaining = due.Remaining,
            RemainingDays = due.RemainingDays,
            Agreement = agreement,
            NewTime = newTime,
            Steps = new EqualList<int>([.. steps]),
            MetAt = state is PromiseState.Met ? settledAt : null,
            EndedAt = state is PromiseState.Ended ? settledAt : null,
            Calendar = Calendar,
        };
    }
}
