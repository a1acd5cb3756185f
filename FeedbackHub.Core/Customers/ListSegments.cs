using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Customers;

/// <summary>All customer segments, for whoever works here.</summary>
public sealed class ListSegments(HubDatabase database) : IUseCase<ListSegments.Request, IReadOnlyList<SegmentView>>
{
    /// <summary>With disabled ones or without.</summary>
    public sealed record Request(bool WithDisabled = true);

    /// <inheritdoc />
    public static string Requires => Permissions.OwnAccount;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<SegmentView>>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync(
            db => db.Segments.Where(s => request.WithDisabled || !s.Disabled).OrderBy(s => s.Id)
                .Select(s => new SegmentView(s.Id, s.Name, s.Disabled, s.Version, s.CalendarId))
                .ToListAsync(cancel),
            cancel);
    }
}

/// <summary>A customer segment.</summary>
/// <param name="Id">Its row, by which other programs name it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Disabled">True where new cases cannot get it.</param>
/// <param name="Version">To change it from.</param>
/// <param name="CalendarId">Its calendar; null: the receiving department's.</param>
public sealed record SegmentView(long Id, Bilingual Name, bool Disabled, int Version, long? CalendarId);
