using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using NodaTime;

namespace FeedbackHub.App.Dashboard;

/// <summary>Where each figure leads: the queue filtered to just the cases that it counts.</summary>
/// <param name="Figures">The dashboard shown.</param>
/// <param name="DepartmentId">The department it is about; null for all.</param>
public sealed record FigureLinks(DashboardFigures Figures, long? DepartmentId)
{
    /// <summary>Promises past their time.</summary>
    public QueueFilter Overdue => In(QueueView.Overdue);

    /// <summary>Promises due before the day ends.</summary>
    public QueueFilter DueToday => In(QueueView.DueToday);

    /// <summary>Everything open, what was received first coming first.</summary>
    public QueueFilter OldestFirst => Open with { Sort = QueueSort.Oldest };

    private QueueFilter Open => In(QueueView.All) with { OpenOnly = true };

    /// <summary>What falls due on a day to come.</summary>
    public QueueFilter DueOn(LocalDate date) => Open with { Span = On(QueueEvent.Due, date) };

    /// <summary>Cases with promises kept, or met late, since the period began.</summary>
    public QueueFilter Promises(QueueEvent outcome) =>
        In(QueueView.Any) with { Span = new QueueSpan(outcome, Figures.Since, StartOf(Figures.Today.PlusDays(1))) };

    /// <summary>What fell due since the period began and is still owed.</summary>
    public QueueFilter Owed => Overdue with { Span = new QueueSpan(QueueEvent.Due, Figures.Since, StartOf(Figures.Today.PlusDays(1))) };

    /// <summary>The open cases of a department (null: of all shown) in a state (null: in any).</summary>
    public QueueFilter OpenIn(long? department, CaseState? state) =>
        Open with { DepartmentId = department ?? DepartmentId, State = state };

    /// <summary>The open cases of an age, what was received first coming first.</summary>
    public QueueFilter OfAge(AgeBand band) => OldestFirst with
    {
        Span = new QueueSpan(QueueEvent.Received, band.From ?? NodaConstants.UnixEpoch, band.Before ?? StartOf(Figures.Today.PlusDays(1))),
    };

    /// <summary>What was received, or decided, on a day.</summary>
    public QueueFilter OnDay(QueueEvent what, LocalDate date) => In(QueueView.Any) with { Sort = QueueSort.Newest, Span = On(what, date) };

    /// <summary>What was received, or decided, in the hour that begins then.</summary>
    public QueueFilter InHour(QueueEvent what, Instant start) =>
        In(QueueView.Any) with { Sort = QueueSort.Newest, Span = new QueueSpan(what, start, start + Duration.FromHours(1)) };

    /// <summary>What lies with a handler, or with nobody, in a view.</summary>
    public QueueFilter With(HandlerLoad load, QueueView view) => (load.HandlerId, view) switch
    {
        ({ } id, _) => In(view) with { HandlerId = id, OpenOnly = true },
        (null, QueueView.All) => In(QueueView.Unassigned) with { OpenOnly = true },
        (null, QueueView.Overdue) => In(QueueView.Unassigned) with { Span = new QueueSpan(QueueEvent.Due, NodaConstants.UnixEpoch, Figures.At) },
        _ => In(QueueView.Unassigned) with { State = CaseState.WaitingForCustomer },
    };

    private QueueFilter In(QueueView view) => new() { View = view, DepartmentId = DepartmentId };

    private QueueSpan On(QueueEvent what, LocalDate date) => new(what, StartOf(date), StartOf(date.PlusDays(1)));

    private Instant StartOf(LocalDate date) => Figures.Calendar.Zone.AtStartOfDay(date).ToInstant();
}
