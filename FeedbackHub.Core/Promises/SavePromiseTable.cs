using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Promises;

/// <summary>A new version of the promise table. It counts for cases filed from now on; earlier promises stay as they were given.</summary>
public sealed class SavePromiseTable(HubDatabase database) : IUseCase<SavePromiseTable.Request, SavePromiseTable.Saved>
{
    /// <summary>What is to be promised, and the version that was looked at.</summary>
    public sealed record Request(PolicyDocument Document, long SeenVersionId);

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
        if (reading is not PolicyReading.Accepted { Policy: var policy })
        {
            return new PromiseTableRejected(((PolicyReading.Rejected)reading).Problems);
        }

        // Stored as the table itself writes it, so that the same promises are the same text.
        var document = PolicyDocument.Of(policy).ToJson();
        var saved = await database.WriteAsync(
            actor, change => change.PutInForceAsync(change.Db.Policies, new PolicyVersion { Document = document }, JournalKind.PolicyChanged, request.SeenVersionId, cancel), cancel);
        return saved.Succeeded ? new Saved(saved.Value.Id) : saved.Failure;
    }
}

/// <summary>The promise table cannot be used.</summary>
/// <param name="Problems">Everything that is wrong with it, each with its field.</param>
public sealed record PromiseTableRejected(IReadOnlyList<PolicyProblem> Problems) : Failure;
