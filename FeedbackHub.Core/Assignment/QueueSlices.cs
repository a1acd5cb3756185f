using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>What a filter and an actor's scope come to as queries, each of which an index answers in order.</summary>
internal static class QueueSlices
{
    private static readonly CaseState[] Finished = [.. Enum.GetValues<CaseState>().Where(s => !s.IsOpen())];

    /// <summary>The parts whose union is the view.</summary>
    public static IReadOnlyList<IQueryable<Case>> Of(IQueryable<Case> cases, Actor actor, QueueFilter filter, Today day)
    {
        var visible = Narrow(InView(cases.VisibleTo(actor), actor, filter.View, day), filter);
        return filter.View == QueueView.Any
            ? [.. Of(visible.Where(c => c.OnDesk), actor, filter), .. Of(visible.Where(c => !c.OnDesk), actor, filter)]
            : Of(visible, actor, filter);
    }

    private static List<IQueryable<Case>> Of(IQueryable<Case> visible, Actor actor, QueueFilter filter)
    {
        if (filter.View == QueueView.Mine || filter.HandlerId is not null || filter.DepartmentId is not null || actor.SeesAllDepartments)
        {
            return [visible];
        }

        var departments = actor.Departments;
        var slices = departments.Select(d => visible.Where(c => c.DepartmentId == d)).ToList();
        if (filter.View == QueueView.Unassigned)
        {
            return slices;
        }

        // What belongs to others. No case is in two of these.
        var me = actor.StaffId ?? -1;
        var elsewhere = visible.Where(c => !departments.Contains(c.DepartmentId));
        var others = elsewhere.Where(c => c.HandlerId == null || c.HandlerId != me);
        slices.Add(elsewhere.Where(c => c.HandlerId == me));
        slices.Add(others.Where(c => c.ResponsibleDepartmentId != null && departments.Contains(c.ResponsibleDepartmentId.Value)));
        if (CaseScope.Assisting(actor) is { } assisting)
        {
            slices.Add(others.Where(c => c.Severity == Severity.Major && c.EndedAt == null && (c.ResponsibleDepartmentId == null || !departments.Contains(c.ResponsibleDepartmentId.Value)))
                .Where(assisting));
        }

        return slices;
    }

    /// <summary>The filters beside the view.</summary>
    public static IQueryable<Case> Narrow(IQueryable<Case> cases, QueueFilter filter)
    {
        if (filter.DepartmentId is { } department)
        {
            cases = cases.Where(c => c.DepartmentId == department);
        }

        if (filter.HandlerId is { } handler)
        {
            cases = cases.Where(c => c.HandlerId == handler);
        }

        if (filter.State is { } state)
        {
            cases = cases.Where(c => c.State == state);
        }

        if (filter.Kind is { } kind)
        {
            cases = cases.Where(c => c.Kind == kind);
        }

        if (filter.Severity is { } severity)
        {
            cases = cases.Where(c => c.Severity == severity);
        }

        if (filter.OpenOnly)
        {
            cases = cases.Where(c => !Finished.Contains(c.State));
        }

        return filter.Span is { } span ? Within(cases, span) : cases;
    }

    private static IQueryable<Case> Within(IQueryable<Case> cases, QueueSpan span)
    {
        var (from, before) = (span.From, span.Before);
        return span.Event switch
        {
            QueueEvent.Received => cases.Where(c => c.ReceivedAt >= from && c.ReceivedAt < before),
            QueueEvent.Due => cases.Where(c => c.DueAt >= from && c.DueAt < before),
            QueueEvent.Resolved => cases.Where(c => c.DecidedAt >= from && c.DecidedAt < before && Finished.Contains(c.State) && c.State != CaseState.Withdrawn),
            QueueEvent.Kept => cases.Where(c => c.Promises.Any(p => p.Kept == true && p.MetAt >= from && p.MetAt < before)),
            QueueEvent.Late => cases.Where(c => c.Promises.Any(p => p.Kept == false && p.MetAt >= from && p.MetAt < before)),
            _ => throw new ArgumentOutOfRangeException(nameof(span), span.Event, "No such event."),
        };
    }

    /// <summary>The view's own condition.</summary>
    public static IQueryable<Case> InView(IQueryable<Case> cases, Actor actor, QueueView view, Today day)
    {
        var me = actor.StaffId ?? -1;
        var (now, soon, end) = (day.Now, day.Soon, day.End);
        var (all, departments) = (actor.SeesAllDepartments, actor.Departments);
        return view switch
        {
            QueueView.Mine => cases.Where(c => c.HandlerId == me && c.OnDesk),
            QueueView.Unassigned => cases.Where(c => c.HandlerId == null && c.OnDesk && (all || departments.Contains(c.DepartmentId))),
            QueueView.DueToday => cases.Where(c => c.OnDesk && c.DueAt >= now && c.DueAt < end),
            QueueView.Overdue => cases.Where(c => c.OnDesk && c.DueAt < now),
            QueueView.DueSoon => cases.Where(c => c.OnDesk && c.DueAt >= now && c.DueAt <= soon),
            QueueView.Waiting => cases.Where(c => c.OnDesk && c.State == CaseState.WaitingForCustomer),
            QueueView.Returned => cases.Where(c => c.OnDesk && c.Attention >= Attention.Returned),
            QueueView.All => cases.Where(c => c.OnDesk),
            QueueView.Finished => cases.Where(c => !c.OnDesk),
            QueueView.Any => cases,
            _ => throw new ArgumentOutOfRangeException(nameof(view), view, "No such view."),
        };
    }
}

/// <summary>The present instant, when what is due soon is due, and the end of the company's day.</summary>
internal sealed record Today(Instant Now, Instant Soon, Instant End);
