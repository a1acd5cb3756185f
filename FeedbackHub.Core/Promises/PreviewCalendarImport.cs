using FeedbackHub.Core.Access;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// What would become of a calendar if a file of days (iCalendar, CSV, JSON) were brought into it. Nothing is saved: the dates
/// are put into the form, and saved with it.
/// </summary>
public sealed class PreviewCalendarImport(Limits limits) : IUseCase<PreviewCalendarImport.Request, CalendarImport>
{
    /// <summary>The calendar as it stands in the form; the file; and the first and last year wanted.</summary>
    public sealed record Request(CalendarDocument Document, byte[] Content, int FromYear, int ToYear);

    /// <inheritdoc />
    public static string Requires => Permissions.SetupManage;

    /// <inheritdoc />
    public Task<Result<CalendarImport>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        Task.FromResult(actor.Can(Requires) ? Read(request) : new NotAllowed(Requires));

    private Result<CalendarImport> Read(Request request)
    {
        var reading = request.Document.Read();
        if (reading is not CalendarReading.Accepted { Calendar: var calendar })
        {
            return new CalendarRejected(((CalendarReading.Rejected)reading).Problems);
        }

        if (request.FromYear < 1 || request.ToYear > 9998 || request.ToYear < request.FromYear || request.ToYear - request.FromYear >= limits.ImportYears)
        {
            return new Invalid(nameof(Request.FromYear), "ImportYears", limits.ImportYears);
        }

        if (request.Content.Length > limits.ImportBytes)
        {
            return new Invalid(nameof(Request.Content), "ImportTooBig", limits.ImportBytes / 1024);
        }

        var file = DayList.Read(request.Content, new DayListQuestion(calendar.Zone, request.FromYear, request.ToYear, limits));
        return file.Succeeded
            ? new CalendarImport(CalendarMerge.Of(calendar, file.Value.Days), file.Value.Notes, file.Value.CountsEntries)
            : file.Failure;
    }
}

/// <summary>What would become of a calendar.</summary>
/// <param name="Changes">The dates of the file, each as it is and as it would be, those that stay as they are included.</param>
/// <param name="Notes">What is left out, and why.</param>
/// <param name="CountsEntries">True where places are entries of a list and not lines.</param>
public sealed record CalendarImport(IReadOnlyList<DayChange> Changes, IReadOnlyList<ImportNote> Notes, bool CountsEntries);
