using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NodaTime;

namespace FeedbackHub.Core.Data;

/// <summary>How a case stood before the change, as far as figures and the journal need it; empty for a new one.</summary>
internal sealed record CaseImage(CaseFigures? Figures)
{
    /// <summary>The images of every case that is altered or of which something is recorded.</summary>
    public static Dictionary<Case, CaseImage> OfTracked(HubContext db, IReadOnlyCollection<Case> recorded)
    {
        var images = new Dictionary<Case, CaseImage>();
        foreach (var entry in db.ChangeTracker.Entries<Case>())
        {
            if (entry.State is EntityState.Added)
            {
                images.Add(entry.Entity, new CaseImage((CaseFigures?)null));
            }
            else if (entry.State is EntityState.Modified || recorded.Contains(entry.Entity))
            {
                images.Add(entry.Entity, new CaseImage(Before(entry)));
            }
        }

        return images;
    }

    /// <summary>How it stands now.</summary>
    public static CaseFigures After(Case now) => new(
        now.Kind, now.State, now.DepartmentId, now.HandlerId, now.ReceivedAt, now.DecidedAt, now.DueAt,
        [.. now.Promises.Where(p => p.MetAt is not null).Select(p => new MetPromise(p.Kind, p.Generation, p.MetAt!.Value, p.Kept == true))]);

    private static CaseFigures Before(EntityEntry<Case> entry)
    {
        var original = entry.OriginalValues;
        T Was<T>(string property) => original.GetValue<T>(property);
        var promises = entry.Entity.Promises
            .Select(p => entry.Context.Entry(p))
            .Where(p => p.State != EntityState.Added)
            .Select(p => (p.Entity, MetAt: p.OriginalValues.GetValue<Instant?>(nameof(CasePromise.MetAt)), Kept: p.OriginalValues.GetValue<bool?>(nameof(CasePromise.Kept))))
            .Where(p => p.MetAt is not null)
            .Select(p => new MetPromise(p.Entity.Kind, p.Entity.Generation, p.MetAt!.Value, p.Kept == true));
        return new CaseFigures(
            Was<CaseKind>(nameof(Case.Kind)), Was<CaseState>(nameof(Case.State)), Was<long>(nameof(Case.DepartmentId)), Was<long?>(nameof(Case.HandlerId)),
            Was<Instant>(nameof(Case.ReceivedAt)), Was<Instant?>(nameof(Case.DecidedAt)), Was<Instant?>(nameof(Case.DueAt)), [.. promises]);
    }
}
