using System.Linq.Expressions;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Assignment;

/// <summary>An order of the queue: how to walk it from a place on, and how to make rows of it.</summary>
internal abstract class QueueOrdering
{
    /// <summary>By number of the row, the latest first: the order of search results.</summary>
    public static QueueOrdering ById { get; } = new ByIdDescending();

    /// <summary>The order a filter asks for.</summary>
    public static QueueOrdering Of(QueueFilter filter) => (filter.View, filter.Sort) switch
    {
        _ when filter.LooksBack => ById,
        (QueueView.Finished or QueueView.Any, _) or (_, QueueSort.Activity) => new ByTime(c => c.LastMessageAt, r => r.LastMessageAt, descending: true),
        (_, QueueSort.Newest) => new ByTime(c => c.ReceivedAt, r => r.ReceivedAt, descending: true),
        (_, QueueSort.Oldest) => new ByTime(c => c.ReceivedAt, r => r.ReceivedAt, descending: false),
        _ => new ByDue(),
    };

    /// <summary>The cases after a place, in order.</summary>
    public abstract IQueryable<Case> Apply(IQueryable<Case> cases, QueuePlace? after);

    /// <summary>Rows in order, however they came.</summary>
    public abstract IEnumerable<QueueRow> Sort(IEnumerable<QueueRow> rows);

    /// <summary>The key in this order of a row whose place is by <see cref="Case.QueueOrder"/>.</summary>
    protected abstract long KeyOf(QueueRow row);

    /// <summary>The rows of these cases as this actor sees them.</summary>
    public async Task<List<QueueRow>> ReadAsync(IQueryable<Case> cases, HubContext db, Actor actor, CancellationToken cancel)
    {
        var me = actor.StaffId ?? -1;
        var rows = await cases.Select(c => new
        {
            Case = c,
            Department = db.Departments.First(d => d.Id == c.DepartmentId).Name,
            ResponsibleEn = db.Departments.Where(d => d.Id == c.ResponsibleDepartmentId).Select(d => d.Name.En).FirstOrDefault(),
            ResponsibleZh = db.Departments.Where(d => d.Id == c.ResponsibleDepartmentId).Select(d => d.Name.Zh).FirstOrDefault(),
            Handler = db.Staff.Where(s => s.Id == c.HandlerId).Select(s => s.Name).FirstOrDefault(),
            Seen = db.ReadMarks.Where(r => r.StaffId == me && r.CaseId == c.Id).Select(r => r.Version).FirstOrDefault(),
            Paused = db.CasePromises.Where(p => p.CaseId == c.Id && p.State == PromiseState.Paused).OrderBy(p => p.Kind).ThenByDescending(p => p.Generation).Select(p => p.RemainingSeconds).FirstOrDefault(),
            PausedDays = db.CasePromises.Where(p => p.CaseId == c.Id && p.State == PromiseState.Paused).OrderBy(p => p.Kind).ThenByDescending(p => p.Generation).Select(p => p.RemainingDays).FirstOrDefault(),
            Kept = db.CasePromises.Where(p => p.CaseId == c.Id && p.Kind == PromiseKind.Resolve && p.Kept != null).OrderByDescending(p => p.Generation).Select(p => p.Kept).FirstOrDefault(),
        }).Select(r => new QueueRow
        {
            Id = r.Case.Id,
            Version = r.Case.Version,
            Number = r.Case.Number,
            Subject = r.Case.Subject,
            Kind = r.Case.Kind,
            Severity = r.Case.Severity,
            Safety = r.Case.Safety,
            State = r.Case.State,
            Attention = r.Case.Attention,
            Channel = r.Case.Channel,
            CustomerName = r.Case.CustomerName,
            DepartmentId = r.Case.DepartmentId,
            Department = r.Department,
            Responsible = r.ResponsibleEn == null ? null : new Bilingual(r.ResponsibleEn, r.ResponsibleZh!),
            HandlerId = r.Case.HandlerId,
            Handler = r.Handler,
            ReceivedAt = r.Case.ReceivedAt,
            DueAt = r.Case.DueAt,
            DuePromise = r.Case.DuePromise,
            PausedSeconds = r.Paused,
            PausedDays = r.PausedDays,
            Kept = r.Kept,
            LastMessage = r.Case.LastMessage,
            LastMessageBy = r.Case.LastMessageBy,
            LastMessageAt = r.Case.LastMessageAt,
            Unread = r.Case.NewsVersion > r.Seen,
            Place = new QueuePlace(r.Case.QueueOrder, r.Case.Id),
        }).ToListAsync(cancel);
        return [.. rows.Select(r => r with { Place = r.Place with { Key = KeyOf(r) } })];
    }

    private static long Microseconds(Instant at) => at.ToUnixTimeTicks() / 10;

    private sealed class ByDue : QueueOrdering
    {
        public override IQueryable<Case> Apply(IQueryable<Case> cases, QueuePlace? after)
        {
            if (after is { } place)
            {
                // Written so that the index is entered at the place itself.
                cases = cases.Where(c => c.QueueOrder >= place.Key && !(c.QueueOrder == place.Key && c.Id <= place.Id));
            }

            return cases.OrderBy(c => c.QueueOrder).ThenBy(c => c.Id);
        }

        public override IEnumerable<QueueRow> Sort(IEnumerable<QueueRow> rows) => rows.OrderBy(r => r.Place.Key).ThenBy(r => r.Id);

        protected override long KeyOf(QueueRow row) => row.Place.Key;
    }

    private sealed class ByIdDescending : QueueOrdering
    {
        public override IQueryable<Case> Apply(IQueryable<Case> cases, QueuePlace? after) =>
            (after is { } place ? cases.Where(c => c.Id < place.Id) : cases).OrderByDescending(c => c.Id);

        public override IEnumerable<QueueRow> Sort(IEnumerable<QueueRow> rows) => rows.OrderByDescending(r => r.Id);

        protected override long KeyOf(QueueRow row) => row.Id;
    }

    private sealed class ByTime(Expression<Func<Case, Instant>> column, Func<QueueRow, Instant> key, bool descending) : QueueOrdering
    {
        public override IQueryable<Case> Apply(IQueryable<Case> cases, QueuePlace? after)
        {
            if (after is { } place)
            {
                var at = Instant.FromUnixTimeTicks(place.Key * 10);
                cases = cases.Where(After(at, place.Id));
            }

            return descending
                ? cases.OrderByDescending(column).ThenByDescending(c => c.Id)
                : cases.OrderBy(column).ThenBy(c => c.Id);
        }

        public override IEnumerable<QueueRow> Sort(IEnumerable<QueueRow> rows) => descending
            ? rows.OrderByDescending(key).ThenByDescending(r => r.Id)
            : rows.OrderBy(key).ThenBy(r => r.Id);

        protected override long KeyOf(QueueRow row) => Microseconds(key(row));

        private Expression<Func<Case, bool>> After(Instant at, long id)
        {
            Expression<Func<Instant, long, bool>> after = descending
                ? (value, row) => value <= at && !(value == at && row >= id)
                : (value, row) => value >= at && !(value == at && row <= id);
            var one = column.Parameters[0];
            var body = new Substitute(after.Parameters[0], column.Body).Visit(after.Body)!;
            body = new Substitute(after.Parameters[1], Expression.Property(one, nameof(Case.Id))).Visit(body)!;
            return Expression.Lambda<Func<Case, bool>>(body, one);
        }
    }

    private sealed class Substitute(Expression what, Expression by) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == what ? by : base.Visit(node);
    }
}
