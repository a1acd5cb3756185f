using System.Text.Json;
using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// A promise policy as it is stored and as administrators edit it: nothing checked yet.
/// <see cref="Read"/> makes a policy of it; <see cref="Of"/> is the way back.
/// </summary>
/// <param name="Cells">One cell for each kind of case and severity, in any order.</param>
public sealed record PolicyDocument(IReadOnlyList<PolicyDocument.Cell> Cells)
{
    /// <summary>What is promised for one kind of case and severity.</summary>
    /// <param name="Kind">"complaint", "suggestion", "enquiry" or "compliment".</param>
    /// <param name="Severity">"general" or "major".</param>
    /// <param name="AcknowledgeMinutes">Working minutes until the case is acknowledged.</param>
    /// <param name="ReplyMinutes">Working minutes until the first reply.</param>
    /// <param name="ResolveMinutes">Working minutes until the case is resolved.</param>
    public sealed record Cell(string Kind, string Severity, int AcknowledgeMinutes, int ReplyMinutes, int ResolveMinutes);

    /// <summary>The document of a policy. Targets are written in whole minutes, as they are read.</summary>
    public static PolicyDocument Of(PromisePolicy policy) => new(
        [.. from row in PromisePolicy.Rows()
            let targets = policy.For(row.Kind, row.Severity)
            select new Cell(
                KeyOf(row.Kind),
                KeyOf(row.Severity),
                (int)targets.Acknowledge.TotalMinutes,
                (int)targets.Reply.TotalMinutes,
                (int)targets.Resolve.TotalMinutes)]);

    /// <summary>The policy stored as this JSON text, or what is wrong with the text. Never throws for what the text says.</summary>
    public static PolicyReading FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<PolicyDocument>(json, DocumentJson.Options) is { } document
                ? document.Read()
                : new PolicyReading.Rejected([new PolicyProblem.NotADocument("")]);
        }
        catch (JsonException notADocument)
        {
            return new PolicyReading.Rejected([new PolicyProblem.NotADocument(DocumentJson.FieldOf(notADocument))]);
        }
    }

    /// <summary>The text to store.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DocumentJson.Options);

    /// <summary>The policy this document describes, or everything that is wrong with it, each with its field.</summary>
    public PolicyReading Read()
    {
        var problems = new List<PolicyProblem>();
        var cells = new Dictionary<(CaseKind, Severity), PromiseTargets>();
        for (var i = 0; i < Cells.Count; i++)
        {
            var cell = Cells[i];
            if (cell is null)
            {
                problems.Add(new PolicyProblem.NotADocument($"cells[{i}]"));
            }
            else if (!TryRead<CaseKind>(cell.Kind, out var kind))
            {
                problems.Add(new PolicyProblem.UnknownKind($"cells[{i}].kind", cell.Kind));
            }
            else if (!TryRead<Severity>(cell.Severity, out var severity))
            {
                problems.Add(new PolicyProblem.UnknownSeverity($"cells[{i}].severity", cell.Severity));
            }
            else if (!cells.TryAdd((kind, severity), TargetsOf(cell)))
            {
                problems.Add(new PolicyProblem.CellTwice($"cells[{i}]", kind, severity));
            }
        }

        return PromisePolicy.Create(cells) switch
        {
            PolicyReading.Rejected rejected => new PolicyReading.Rejected([.. problems, .. rejected.Problems]),
            _ when problems.Count > 0 => new PolicyReading.Rejected(problems),
            var accepted => accepted,
        };
    }

    internal static string FieldOf(CaseKind kind, Severity severity, PromiseKind promise) =>
        $"cells.{KeyOf(kind)}.{KeyOf(severity)}.{KeyOf(promise)}Minutes";

    private static PromiseTargets TargetsOf(Cell cell) => new(
        Duration.FromMinutes(cell.AcknowledgeMinutes),
        Duration.FromMinutes(cell.ReplyMinutes),
        Duration.FromMinutes(cell.ResolveMinutes));

    private static string KeyOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static bool TryRead<TEnum>(string key, out TEnum value)
        where TEnum : struct, Enum
    {
        value = Array.Find(Enum.GetValues<TEnum>(), candidate => KeyOf(candidate) == key);
        return Enum.IsDefined(value);
    }
}
