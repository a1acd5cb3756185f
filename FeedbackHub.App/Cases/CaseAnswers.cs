using FeedbackHub.App.Access;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Cases;

/// <summary>What the composer sends.</summary>
/// <param name="Text">The text.</param>
/// <param name="LastSeen">The newest message the writer had seen.</param>
/// <param name="Files">References of uploaded files.</param>
public sealed record Answer(string Text, long? LastSeen, IReadOnlyList<string> Files);

/// <summary>Sends what was composed, with the files that lie ready.</summary>
public sealed class CaseAnswers(
    CurrentStaff staff, UploadedFiles uploads, ReplyToCustomer reply, AskCustomer ask, AddNote note, ResolveCase resolve)
{
    /// <summary>Answers the customer.</summary>
    public Task<Result<Done>> ReplyAsync(long caseId, Answer answer) =>
        SendAsync(answer, files => staff.DoAsync(reply, new ReplyToCustomer.Request(caseId, answer.Text, answer.LastSeen) { Files = files }));

    /// <summary>Asks the customer and waits.</summary>
    public Task<Result<Done>> AskAsync(long caseId, Answer answer) =>
        SendAsync(answer, files => staff.DoAsync(ask, new AskCustomer.Request(caseId, answer.Text, answer.LastSeen) { Files = files }));

    /// <summary>Adds an internal note.</summary>
    public Task<Result<Done>> NoteAsync(long caseId, Answer answer) =>
        SendAsync(answer, files => staff.DoAsync(note, new AddNote.Request(caseId, answer.Text) { Files = files }));

    /// <summary>Decides the case.</summary>
    public Task<Result<Done>> ResolveAsync(long caseId, Answer answer, Resolution begun) =>
        SendAsync(answer, files => staff.DoAsync(resolve, new ResolveCase.Request(caseId, answer.Text, begun.Decision, begun.Redress, answer.LastSeen) { Outcome = begun.Outcome, Files = files }));

    private async Task<Result<Done>> SendAsync(Answer answer, Func<IReadOnlyList<StoredFile>, Task<Result<Done>>> send)
    {
        if (await staff.FindIdAsync() is not { } me)
        {
            return new SignedOut();
        }

        var files = answer.Files.Select(f => uploads.Open(me, f)).ToList();
        return files.Contains(null) ? new Invalid("Files", "FileGone") : await send([.. files.OfType<StoredFile>()]);
    }
}
