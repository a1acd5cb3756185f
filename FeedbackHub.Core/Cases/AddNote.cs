using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>Writes an internal note: always kept, whoever else is writing, in whatever state; the customer never sees it.</summary>
public sealed class AddNote(HubDatabase database, Limits limits) : IUseCase<AddNote.Request, Done>
{
    /// <summary>Which case and what.</summary>
    public sealed record Request(long CaseId, string Text)
    {
        /// <summary>Files, stored already.</summary>
        public IReadOnlyList<StoredFile> Files { get; init; } = [];
    }

    /// <inheritdoc />
    public static string Requires => Permissions.CasesWork;

    /// <inheritdoc />
    public Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default) =>
        database.WriteAsync<Done>(actor, async change =>
        {
            var found = await change.FindCaseAsync(request.CaseId, Requires, cancel);
            if (!found.Succeeded)
            {
                return found.Failure;
            }

            var one = found.Value;
            if ((Answers.TextProblem(request.Text, limits) ?? Answers.FilesProblem(request.Files, limits)) is { } problem)
            {
                return problem;
            }

            var note = change.Note(one, request.Text, request.Files);
            change.Record(JournalKind.Noted, one, note);
            return new Done();
        }, cancel);
}
