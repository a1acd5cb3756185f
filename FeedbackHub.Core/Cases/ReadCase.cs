using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>One case with its record and promises, for the case page. The timeline is read on its own (<see cref="ReadTimeline"/>).</summary>
public sealed class ReadCase(HubDatabase database, PromiseBook promises, CaseRules rules) : IUseCase<ReadCase.Request, CaseView>
{
    /// <summary>Which case.</summary>
    public sealed record Request(long CaseId);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<CaseView>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync<Result<CaseView>>(async db =>
        {
            var one = await db.Cases.VisibleTo(actor).SingleOrDefaultAsync(c => c.Id == request.CaseId, cancel);
            if (one is null)
            {
                return new NotFound();
            }

            var calendar = await promises.CalendarAsync(db, one.CalendarVersionId, cancel);
            var replayed = await promises.ReplayAsync(db, one, cancel);
            var window = await ReturnWindow.OfAsync(db, one, promises, rules, database.Now, cancel);
            return await CaseView.ReadAsync(db, actor, one, [.. PromiseKinds.All.Select(replayed.Current).OfType<Promise>()], calendar.Zone.Id, window, cancel);
        }, cancel);
    }
}
