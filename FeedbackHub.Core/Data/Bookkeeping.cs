using NodaTime;

namespace FeedbackHub.Core.Data;

/// <summary>A number that only the writer moves: the journal's head, the year's last case number.</summary>
public sealed class Counter
{
    /// <summary>Which.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The last number given out.</summary>
    public long Value { get; internal set; }
}

/// <summary>Remembers which filing became which case, so that a repeated one finds it again.</summary>
public sealed class Filing
{
    /// <summary>SHA-256 over who filed, their key and, for people, the content.</summary>
    public byte[] Key { get; internal set; } = [];

    /// <summary>SHA-256 over the content.</summary>
    public byte[] Content { get; internal set; } = [];

    /// <summary>The case it became.</summary>
    public long CaseId { get; internal set; }

    /// <summary>The same, while it is being filed.</summary>
    public Cases.Case? Case { get; internal set; }

    /// <summary>When.</summary>
    public Instant At { get; internal set; }
}

/// <summary>What a handler has typed and not yet sent. Theirs alone, so not in the journal.</summary>
public sealed class Draft
{
    /// <summary>Whose.</summary>
    public long StaffId { get; internal set; }

    /// <summary>In which case.</summary>
    public long CaseId { get; internal set; }

    /// <summary>In which box: <c>reply</c>, <c>note</c> …</summary>
    public string Box { get; internal set; } = "";

    /// <summary>The text.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>When it was last kept.</summary>
    public Instant At { get; internal set; }
}

/// <summary>Up to which version of a case somebody has seen the news. Theirs alone, so not in the journal.</summary>
public sealed class ReadMark
{
    /// <summary>Who.</summary>
    public long StaffId { get; internal set; }

    /// <summary>Which case.</summary>
    public long CaseId { get; internal set; }

    /// <summary>The version seen.</summary>
    public int Version { get; internal set; }
}

/// <summary>A secret that all nodes share: a key of cookies and forms, or the one of tracking codes. Only where several nodes may be.</summary>
public sealed class SharedSecret
{
    /// <summary>Which.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The secret itself, as its owner writes it.</summary>
    public string Value { get; internal set; } = "";
}

/// <summary>Work that one node alone does, for as long as it holds the lease.</summary>
public sealed class Lease
{
    /// <summary>Which work.</summary>
    public string Work { get; internal set; } = "";

    /// <summary>The process that has it.</summary>
    public Guid Holder { get; internal set; }

    /// <summary>Until when; then another may take it.</summary>
    public Instant Until { get; internal set; }
}

/// <summary>The content of an attachment, where contents are kept in the database.</summary>
public sealed class StoredContent
{
    /// <summary>Its hash in lower-case hexadecimal digits.</summary>
    public string Sha256 { get; internal set; } = "";

    /// <summary>When it was stored last.</summary>
    public Instant At { get; internal set; }

    /// <summary>Its bytes, piece by piece.</summary>
    public List<StoredPart> Parts { get; } = [];
}

/// <summary>A piece of such a content.</summary>
public sealed class StoredPart
{
    /// <summary>Of which content.</summary>
    public string Sha256 { get; internal set; } = "";

    /// <summary>From 0 on.</summary>
    public int Part { get; internal set; }

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; internal set; } = [];
}
