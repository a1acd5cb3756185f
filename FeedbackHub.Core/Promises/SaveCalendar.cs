using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Promises;

/// <summary>A new version of a business calendar. It counts for cases filed from now on; earlier promises stay as they were given.</summary>
public sealed class SaveCalendar(HubDatabase database) : IUseCase<SaveCalendar.Request, SaveCalendar.Saved>
{
    /// <summary>What the calendar is to say, and the version that was looked at, which also says whose calendar it is.</summary>
    public sealed record Request(CalendarDocument Document, long SeenVersionId);

    /// <summary>The version now in force.</summary>
    public sealed record Saved(long VersionId);

    /// <inheritdoc />
    public static string Requires => Permissions.SetupManage;

    /// <inheritdoc />
    public async Task<Result<Saved>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var reading = request.Document.Read();
        if (reading is not CalendarReading.Accepted { Calendar: var calendar })
        {
            return new CalendarRejected(((CalendarReading.Rejected)reading).Problems);
        }

        // Stored as the calendar itself writes it, so that the same hours are the same text.
        var document = CalendarDocument.Of(calendar).ToJson();
        var saved = await database.WriteAsync(actor, change => PutInForceAsync(change, document, request.SeenVersionId, cancel), cancel);
        return saved.Succeeded ? new Saved(saved.Value.Id) : saved.Failure;
    }

    private static async Task<Result<CalendarVersion>> PutInForceAsync(Change change, string document, long seen, CancellationToken cancel)
    {
        if (await change.Db.CalendarVersions.Where(v => v.Id == seen).Select(v => (long?)v.CalendarId).SingleOrDefaultAsync(cancel) is not { } calendar)
        {
            return new NotFound();
        }

        return await change.PutInForceAsync(
            change.Db.CalendarVersions.Where(v => v.CalendarId == calendar),
            new CalendarVersion { CalendarId = calendar, Document = document }, JournalKind.CalendarChanged, seen, cancel);
    }
}

/// <summary>The calendar cannot be used.</summary>
/// <param name="Problems">Everything that is wrong with it, each with its field.</param>
public sealed record CalendarRejected(IReadOnlyList<CalendarProblem> Problems) : Failure;
