using System.Collections.Concurrent;

namespace FeedbackHub.Tests.Faults;

/// <summary>What the hub has promised to those who wrote to it: the other half of what the <see cref="Checker"/> compares.</summary>
internal sealed class Promised
{
    private int cut;
    private int refused;

    /// <summary>Every text that somebody tried to file; each is another one.</summary>
    public ConcurrentDictionary<string, bool> Filed { get; } = new();

    /// <summary>The receipts: the number, and what was filed.</summary>
    public ConcurrentBag<(string Number, string Text)> Receipts { get; } = [];

    /// <summary>Every message that a handler tried to send; each is another one.</summary>
    public ConcurrentDictionary<string, bool> Sent { get; } = new();

    /// <summary>The messages that were acknowledged.</summary>
    public ConcurrentBag<string> Acknowledged { get; } = [];

    /// <summary>How many sendings got no answer.</summary>
    public int Cut => cut;

    /// <summary>How many were told that they are not accepted.</summary>
    public int Refused => refused;

    public void CountCut() => Interlocked.Increment(ref cut);

    public void CountRefused() => Interlocked.Increment(ref refused);
}
