using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Majors;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>
/// Edits one field of the record. Whoever edits says which version of that field they saw: a newer value by somebody else is
/// shown, not overwritten; edits of different fields do not disturb each other.
/// </summary>
public sealed class EditCase(HubDatabase database, Limits limits) : IUseCase<EditCase.Request, EditedField>
{
    /// <summary>Which case, which field (<see cref="CaseFields.Editable"/>), the new value as text, and the field's version seen.</summary>
    public sealed record Request(long CaseId, string Field, string Value, int SeenVersion);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public async Task<Result<EditedField>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        Case? edited = null;
        var result = await database.WriteAsync<Done>(actor, async change =>
        {
            var found = await change.FindCaseAsync(request.CaseId, Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            edited = found.Value;
            if (!CaseFields.Editable.Contains(request.Field))
            {
                return new Invalid(request.Field, "NoSuchField");
            }

            if (request.Field is nameof(Case.Decision) or nameof(Case.Redress) && await change.RefusalAsync(edited, cancel) is { } refusal)
            {
                return refusal; // what is reviewed stays as it was decided
            }

            if (FieldVersions.Of(edited, request.Field) > request.SeenVersion)
            {
                return await ChangedSinceAsync(change.Db, edited, request.Field, cancel);
            }

            if (await CaseFieldValues.SetAsync(change.Db, edited, request.Field, request.Value, limits, cancel) is { } problem)
            {
                return new Invalid([problem]);
            }

            if (request.Field == nameof(Case.Severity) && edited.EndedAt is null && edited.Severity != change.Db.Entry(edited).Property(c => c.Severity).OriginalValue)
            {
                if (edited.Severity != Severity.Major)
                {
                    return new MajorStands();
                }

                await change.DeclareAsync(edited, "", cancel);
            }
            else if (change.Db.Entry(edited).State != EntityState.Unchanged)
            {
                change.Record(JournalKind.Edited, edited);
            }

            return new Done();
        }, cancel);
        return result.Succeeded ? new EditedField(FieldVersions.Of(edited!, request.Field)) : result.Failure;
    }

    private static async Task<Failure> ChangedSinceAsync(HubContext db, Case one, string field, CancellationToken cancel)
    {
        var version = FieldVersions.Of(one, field);
        var by = await db.Journal.AsNoTracking()
            .Where(j => j.CaseId == one.Id && j.CaseVersion == version)
            .Select(j => new { j.ActorName, j.At })
            .FirstAsync(cancel);
        return new FieldChangedSince(field, CaseFieldValues.Get(one, field), version, by.ActorName, by.At);
    }
}

/// <summary>The field's version after the edit.</summary>
public sealed record EditedField(int Version);

/// <summary>Somebody else changed the field in between.</summary>
/// <param name="Field">Which.</param>
/// <param name="Value">What it is now.</param>
/// <param name="Version">The version to edit from.</param>
/// <param name="ByName">Who changed it.</param>
/// <param name="At">When.</param>
public sealed record FieldChangedSince(string Field, string Value, int Version, string ByName, Instant At) : Failure;
