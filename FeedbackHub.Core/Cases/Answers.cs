using System.Security.Cryptography;
using System.Text;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Cases;

/// <summary>Somebody has written since the writer looked: nothing is sent, and what they wrote is shown.</summary>
/// <param name="Since">What was written, oldest first.</param>
public sealed record WrittenSince(IReadOnlyList<NewerMessage> Since) : Failure;

/// <summary>A message the writer had not seen.</summary>
public sealed record NewerMessage(long Id, AuthorKind Author, string AuthorName, bool Internal, string Text);

/// <summary>What replying, asking and resolving have in common.</summary>
internal static class Answers
{
    /// <summary>The text must be there, in measure, and written knowing all that was written before it.</summary>
    public static async Task<Failure?> CheckAsync(
        Change change, Case one, string text, IReadOnlyList<StoredFile> files, long? lastSeen, Limits limits, CancellationToken cancel)
    {
        if ((TextProblem(text, limits) ?? FilesProblem(files, limits)) is { } problem)
        {
            return problem;
        }

        if (lastSeen is not { } seen)
        {
            return null;
        }

        var me = change.Actor.StaffId;
        var since = await change.Db.Messages.AsNoTracking()
            .Where(m => m.CaseId == one.Id && m.Id > seen && (m.StaffId == null || m.StaffId != me))
            .OrderBy(m => m.Id)
            .Select(m => new NewerMessage(m.Id, m.Author, m.AuthorName, m.Internal, m.Text))
            .ToListAsync(cancel);
        return since.Count > 0 ? new WrittenSince(since) : null;
    }

    /// <summary>A text must be there and not be too long.</summary>
    public static Invalid? TextProblem(string text, Limits limits, string field = "Text") =>
        string.IsNullOrWhiteSpace(text) ? new Invalid(field, "TextMissing")
        : text.Length > limits.Text ? new Invalid(field, "TooLong", limits.Text, text.Length)
        : null;

    /// <summary>There may be so many files with a message.</summary>
    public static Invalid? FilesProblem(IReadOnlyList<StoredFile> files, Limits limits) =>
        files.Count > limits.Files ? new Invalid("Files", "TooManyFiles", limits.Files) : null;

    /// <summary>Adds a message to the conversation, by the actor.</summary>
    public static Message Write(this Change change, Case one, string text, IReadOnlyList<StoredFile> files)
    {
        var byCustomer = change.Actor.Kind == ActorKind.Customer;
        var message = Add(change, one, text, files, isInternal: false);
        one.Wrote(message.Author, text.Trim().Length > 0 ? text : string.Join(", ", files.Select(f => f.FileName)), change.Now);
        if (byCustomer)
        {
            one.Attention = one.Attention == Attention.None ? Attention.CustomerWrote : one.Attention;
            one.News();
        }
        else
        {
            one.Attention = Attention.None;
        }

        return message;
    }

    /// <summary>Tells the customer something that answers nothing: what the case asks attention for stays.</summary>
    public static Message Inform(this Change change, Case one, string text)
    {
        var attention = one.Attention;
        var message = change.Write(one, text, []);
        one.Attention = attention;
        return message;
    }

    /// <summary>Adds an internal note. The conversation, and what the queue shows of it, stay as they are.</summary>
    public static Message Note(this Change change, Case one, string text, IReadOnlyList<StoredFile> files) =>
        Add(change, one, text, files, isInternal: true);

    /// <summary>True where this sending was received before; remembers it otherwise.</summary>
    public static async Task<bool> IsRepeatAsync(
        this Change change, Case one, string key, string text, IReadOnlyList<StoredFile> files, CancellationToken cancel)
    {
        var content = SHA256.HashData(Encoding.UTF8.GetBytes($"{text}|{string.Join(',', files.Select(f => f.Sha256))}"));
        var filing = SHA256.HashData([.. Encoding.UTF8.GetBytes($"message|{one.Id}|{key}|"), .. content]);
        if (await change.Db.Filings.AnyAsync(f => f.Key == filing, cancel))
        {
            return true;
        }

        change.Db.Filings.Add(new Filing { Key = filing, Content = content, CaseId = one.Id, At = change.Now });
        return false;
    }

    private static Message Add(Change change, Case one, string text, IReadOnlyList<StoredFile> files, bool isInternal)
    {
        var message = new Message
        {
            CaseId = one.Id,
            At = change.Now,
            Author = change.Actor.Kind == ActorKind.Customer ? AuthorKind.Customer : AuthorKind.Staff,
            StaffId = change.Actor.StaffId,
            AuthorName = change.Actor.Name,
            Internal = isInternal,
            Text = text,
        };
        foreach (var file in files)
        {
            var attachment = file.AsAttachment();
            attachment.CaseId = one.Id;
            message.Attachments.Add(attachment);
        }

        change.Db.Messages.Add(message);
        return message;
    }
}

/// <summary>Reasons that somebody will read.</summary>
internal static class Reasons
{
    /// <summary>A reason must be there and not be too long.</summary>
    public static Invalid? Problem(string field, string reason, Limits limits) =>
        string.IsNullOrWhiteSpace(reason) ? new Invalid(field, "ReasonMissing")
        : reason.Length > limits.Text ? new Invalid(field, "TooLong", limits.Text, reason.Length)
        : null;
}
