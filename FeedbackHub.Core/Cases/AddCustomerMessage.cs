using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>The customer writes on the track page. A case that waited goes on; a finished one comes back on the desk.</summary>
public sealed class AddCustomerMessage(HubDatabase database, Limits limits) : IUseCase<AddCustomerMessage.Request, Done>
{
    /// <summary>Which case, what, and with which files. The key makes a repeated sending one message.</summary>
    public sealed record Request(long CaseId, string Text, string Key)
    {
        /// <summary>Files, stored already.</summary>
        public IReadOnlyList<StoredFile> Files { get; init; } = [];
    }

    /// <inheritdoc />
    public static string Requires => Permissions.CasesFollow;

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
            // A file says enough without words; words have a limit all the same.
            var wordless = request.Files.Count > 0 && string.IsNullOrWhiteSpace(request.Text);
            if (((wordless ? null : Answers.TextProblem(request.Text, limits)) ?? Answers.FilesProblem(request.Files, limits)) is { } problem)
            {
                return problem;
            }

            if (await change.IsRepeatAsync(one, request.Key, request.Text, request.Files, cancel))
            {
                return new Done();
            }

            if (one.Move(CaseAction.CustomerMessage, change.Now) is { } failure)
            {
                return failure;
            }

            var message = change.Write(one, request.Text, request.Files);
            await change.DropHandlerWhoLeftAsync(one, cancel);
            change.Record(JournalKind.CustomerWrote, one, message);
            return new Done();
        }, cancel);
}
