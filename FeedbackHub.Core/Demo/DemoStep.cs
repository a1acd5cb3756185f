using FeedbackHub.Core.Intake;
using NodaTime;

namespace FeedbackHub.Core.Demo;

/// <summary>Something that somebody does in a case of the demo company at some time. <c>By</c> is a staff member's key.</summary>
internal abstract record DemoStep(Instant At)
{
    /// <param name="By">Who took it down; null where the customer filed it.</param>
    /// <param name="Category">The category's key, or null where the customer did not know.</param>
    public sealed record File(Instant At, string? By, string? Category, Filed Filed, IReadOnlyList<DemoFile> Files) : DemoStep(At);

    public sealed record Edit(Instant At, string By, string Field, string Value) : DemoStep(At);

    public sealed record Accept(Instant At, string By) : DemoStep(At);

    public sealed record Claim(Instant At, string By) : DemoStep(At);

    public sealed record Assign(Instant At, string By, string Department, string? To, string Reason) : DemoStep(At);

    public sealed record Return(Instant At, string By, string Reason, string Basis) : DemoStep(At);

    public sealed record Reply(Instant At, string By, string Text) : DemoStep(At);

    public sealed record Ask(Instant At, string By, string Text) : DemoStep(At);

    public sealed record Note(Instant At, string By, string Text) : DemoStep(At);

    public sealed record Resolve(Instant At, string By, string Decision, string Redress) : DemoStep(At);

    public sealed record Tell(Instant At, string By, string Text) : DemoStep(At);

    public sealed record BringIn(Instant At, string By, string Department, string Task, Instant DueAt) : DemoStep(At);

    /// <summary>The first task that a department still owes.</summary>
    public sealed record Report(Instant At, string By, string Department, string Text) : DemoStep(At);

    public sealed record Close(Instant At, string By) : DemoStep(At);

    public sealed record Reopen(Instant At, string By, string Reason) : DemoStep(At);

    public sealed record Refuse(Instant At, string By, string Reason) : DemoStep(At);

    public sealed record Withdraw(Instant At, string By, string Reason) : DemoStep(At);

    public sealed record MarkDuplicate(Instant At, string By, DemoTale Of) : DemoStep(At);

    public sealed record Notice(Instant At, string By) : DemoStep(At);

    public sealed record CustomerWrites(Instant At, string Text, IReadOnlyList<DemoFile> Files) : DemoStep(At);

    public sealed record SaysSolved(Instant At) : DemoStep(At);

    public sealed record SaysNotSolved(Instant At, string Why) : DemoStep(At);
}
