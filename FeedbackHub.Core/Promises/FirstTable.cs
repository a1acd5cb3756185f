using System.Text.Json;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// The first form in which promises were stored: one cell for each kind of case and severity, in working minutes. Versions of
/// a policy never change, so cases promised under one are counted by it for good.
/// </summary>
internal static class FirstTable
{
    private sealed record Table(IReadOnlyList<Cell> Cells);

    private sealed record Cell(CaseKind Kind, Severity Severity, int AcknowledgeMinutes, int ReplyMinutes, int ResolveMinutes);

    public static bool IsOne(string json) => json.StartsWith("{\"cells\":", StringComparison.Ordinal);

    public static PolicyDocument? Read(string json) => JsonSerializer.Deserialize<Table>(json, DocumentJson.Options) is { Cells.Count: > 0 } table
        ? new PolicyDocument([.. table.Cells.Select(RuleOf), ForAll(table.Cells[0])])
        : null;

    private static PromiseRule RuleOf(Cell cell) =>
        new(new Bilingual($"{cell.Kind}, {cell.Severity}", $"{cell.Kind}, {cell.Severity}"), TargetsOf(cell)) { Kinds = [cell.Kind], Severity = cell.Severity };

    private static PromiseRule ForAll(Cell cell) => new(new Bilingual("Everything else", "其他"), TargetsOf(cell));

    private static PromiseTargets TargetsOf(Cell cell) => new(
        PromiseTarget.WorkingMinutes(cell.AcknowledgeMinutes),
        PromiseTarget.WorkingMinutes(cell.ReplyMinutes),
        PromiseTarget.WorkingMinutes(cell.ResolveMinutes));
}
