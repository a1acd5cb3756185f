using System.Globalization;
using System.Runtime.CompilerServices;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using NodaTime.Text;

namespace FeedbackHub.Core.Audit;

/// <summary>
/// The audit as CSV for a spreadsheet, newest first, read on in batches while it is sent: memory stays the same however long
/// it is. That it was exported, and what was asked for, is itself recorded before the first line leaves.
/// </summary>
public sealed class ExportAudit(HubDatabase database) : IUseCase<ExportAudit.Request, AuditExport>
{
    private const int Batch = 500;

    private static readonly string[] Headings =
        ["number", "time_utc", "by", "by_kind", "by_id", "what", "case", "state_before", "state_after", "subject", "subject_id", "subject_name", "note", "changes"];

    /// <summary>What is asked for.</summary>
    public sealed record Request(AuditFilter Filter);

    /// <inheritdoc />
    public static string Requires => Permissions.AuditRead;

    /// <inheritdoc />
    public async Task<Result<AuditExport>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        JournalEntry? own = null;
        var recorded = await database.WriteAsync<Done>(actor, change =>
        {
            own = change.Record(JournalKind.Exported, (object?)null, request.Filter.ToString());
            return Task.FromResult<Result<Done>>(new Done());
        }, cancel);
        var day = LocalDatePattern.Iso.Format(own!.At.InUtc().Date);
        return recorded.Succeeded
            ? new AuditExport($"feedbackhub-audit-{day}.csv", LinesAsync(actor, request.Filter, own.Seq, CancellationToken.None))
            : recorded.Failure;
    }

    private async IAsyncEnumerable<string> LinesAsync(
        Actor actor, AuditFilter filter, long before, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return CsvLine.ByteOrderMark + CsvLine.Of(Headings);
        while (true)
        {
            var last = before;
            var rows = await database.ReadAsync(
                async db => await AuditRow.ReadAsync(db, actor, await AuditEntries.ForAsync(db, actor, filter, cancel), last, Batch, cancel), cancel);
            foreach (var row in rows)
            {
                yield return CsvLine.Of(Fields(row));
            }

            if (rows.Count < Batch)
            {
                yield break;
            }

            before = rows[^1].Seq;
        }
    }

    private static IEnumerable<string?> Fields(AuditRow row) =>
    [
        Text(row.Seq), InstantPattern.ExtendedIso.Format(row.At), row.ActorName, row.ActorKind.ToString(), Text(row.ActorId), row.Kind.ToString(),
        row.CaseNumber, row.FromState?.ToString(), row.ToState?.ToString(), row.Subject, Text(row.SubjectId),
        row.SubjectName is { } name ? (name.En == name.Zh ? name.En : $"{name.En} / {name.Zh}") : null,
        row.Note, string.Join("; ", row.Changes.Select(c => $"{c.On} {c.Id} {c.Field}: {c.From} → {c.To}")),
    ];

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An export on its way.</summary>
/// <param name="FileName">What to save it as.</param>
/// <param name="Lines">The file in pieces, UTF-8 with a byte order mark, to be enumerated once.</param>
public sealed record AuditExport(string FileName, IAsyncEnumerable<string> Lines);
