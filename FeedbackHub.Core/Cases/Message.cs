using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>What was written in a case: to the customer, by the customer, or as an internal note. Never changed afterwards.</summary>
public sealed class Message
{
    /// <summary>The row's id; rises with time within a case.</summary>
    public long Id { get; internal set; }

    /// <summary>The case.</summary>
    public long CaseId { get; internal set; }

    /// <summary>When it was written.</summary>
    public Instant At { get; internal set; }

    /// <summary>Who wrote it.</summary>
    public AuthorKind Author { get; internal set; }

    /// <summary>The staff member who wrote it, or null.</summary>
    public long? StaffId { get; internal set; }

    /// <summary>The author's name at the time.</summary>
    public string AuthorName { get; internal set; } = "";

    /// <summary>True for a note that the customer never sees.</summary>
    public bool Internal { get; internal set; }

    /// <summary>The text as typed.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>The files sent with it.</summary>
    public List<Attachment> Attachments { get; } = [];
}

/// <summary>A file sent with a message. Its content lies in the file store under its hash.</summary>
public sealed class Attachment
{
    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>The case.</summary>
    public long CaseId { get; internal set; }

    /// <summary>The message it came with; null where it came with the filing itself.</summary>
    public long? MessageId { get; internal set; }

    /// <summary>The name the sender gave it, for showing and for saving under.</summary>
    public string FileName { get; internal set; } = "";

    /// <summary>Our own guess of the type by the name, never the sender's.</summary>
    public string ContentType { get; internal set; } = "application/octet-stream";

    /// <summary>Bytes.</summary>
    public long Size { get; internal set; }

    /// <summary>SHA-256 of the content, hexadecimal, lower case.</summary>
    public string Sha256 { get; internal set; } = "";
}
