using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Promises;

/// <summary>The calendar chosen for a department or a customer segment.</summary>
internal static class ChosenCalendar
{
    /// <summary>It must be there and not disabled; what was chosen before may stay.</summary>
    public static async Task<IReadOnlyList<FieldProblem>> CheckAsync(HubContext db, string field, long? chosen, long? before, CancellationToken cancel) =>
        chosen is null || chosen == before || await db.Calendars.AnyAsync(c => c.Id == chosen && !c.Disabled, cancel)
            ? []
            : [new FieldProblem(field, "Choose")];
}
