using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Customers;

/// <summary>Makes a customer segment, or renames, disables or enables one, or gives it another calendar. Cases keep what they were promised.</summary>
public sealed class SaveSegment(HubDatabase database, Limits limits) : IUseCase<SaveSegment.Request, SavedRow>
{
    /// <summary>
    /// Which segment (null: a new one); its name in both languages; its calendar (null: the receiving department's); and the
    /// version that was looked at.
    /// </summary>
    public sealed record Request(long? Id, Bilingual Name, long? CalendarId = null, bool Disabled = false, int SeenVersion = 0);

    /// <inheritdoc />
    public static string Requires => Permissions.SetupManage;

    /// <inheritdoc />
    public async Task<Result<SavedRow>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var saved = await database.WriteAsync<Segment>(actor, change => ApplyAsync(change, request, cancel), cancel);
        return saved.Succeeded ? new SavedRow(saved.Value.Id, saved.Value.Version) : saved.Failure;
    }

    private async Task<Result<Segment>> ApplyAsync(Change change, Request request, CancellationToken cancel)
    {
        var segment = request.Id is { } id ? await change.Db.Segments.SingleOrDefaultAsync(s => s.Id == id, cancel) : new Segment();
        if (segment is null)
        {
            return new NotFound();
        }

        if (request.Id is not null
            && await change.Db.ChangedSinceAsync(JournalKind.SegmentChanged, segment, segment.Version, request.SeenVersion, [], cancel) is { } changed)
        {
            return changed;
        }

        var name = BothLanguages.Trim(request.Name);
        var problems = BothLanguages.Check(nameof(Request.Name), name, limits).ToList();
        if (problems.Count == 0 && await change.Db.Segments.AnyAsync(s => s.Id != segment.Id && (s.Name.En == name.En || s.Name.Zh == name.Zh), cancel))
        {
            problems.Add(new FieldProblem(nameof(Request.Name), "NameInUse"));
        }

        problems.AddRange(await ChosenCalendar.CheckAsync(change.Db, nameof(Request.CalendarId), request.CalendarId, segment.CalendarId, cancel));
        if (problems.Count > 0)
        {
            return new Invalid(problems);
        }

        (segment.Name, segment.CalendarId, segment.Disabled) = (name, request.CalendarId, request.Disabled);
        if (request.Id is null)
        {
            change.Db.Segments.Add(segment);
        }

        if (change.Db.ChangeTracker.HasChanges())
        {
            change.Record(JournalKind.SegmentChanged, segment);
        }

        return segment;
    }
}
