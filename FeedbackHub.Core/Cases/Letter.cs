using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;

namespace FeedbackHub.Core.Cases;

/// <summary>What staff write to the customer.</summary>
/// <param name="CaseId">In which case.</param>
/// <param name="Text">The text.</param>
/// <param name="LastSeenMessage">
/// The last message the writer had seen: the letter is refused when somebody has written since (null: the writer does not care,
/// as another program may).
/// </param>
public abstract record Letter(long CaseId, string Text, long? LastSeenMessage)
{
    /// <summary>Files, stored already.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];
}

/// <summary>How a letter goes out, whatever it is for.</summary>
internal static class Letters
{
    /// <summary>Checks it, takes a case that nobody has started, moves the case and writes into the conversation.</summary>
    public static async Task<Result<Done>> SendAsync(
        this Change change, Letter letter, CaseAction action, JournalKind kind, string permission, Limits limits, CancellationToken cancel)
    {
        var found = await change.FindCaseAsync(letter.CaseId, permission, cancel);
        if (!found.Succeeded)
        {
            return found.Failure;
        }

        var one = found.Value;
        if (await Answers.CheckAsync(change, one, letter.Text, letter.Files, letter.LastSeenMessage, limits, cancel) is { } problem)
        {
            return problem;
        }

        if ((await change.RefusalAsync(one, cancel) ?? change.TakeIfNobodyStarted(one) ?? one.Move(action, change.Now)) is { } failure)
        {
            return failure;
        }

        var message = change.Write(one, letter.Text, letter.Files);
        change.Record(kind, one, message);
        return new Done();
    }
}
