using FeedbackHub.App.Cases;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Admin;

/// <summary>What is promised to whom, in working hours and minutes.</summary>
public sealed partial class PromisesPage
{
    private static readonly PromiseKind[] Kinds = Enum.GetValues<PromiseKind>();

    private sealed record Row(string Kind, string Severity, string[] Texts);

    private List<Row> rows = [];
    private long seen;
    private bool busy;
    private bool saved;
    private Failure? failure;

    [Inject] private ReadPromiseTable Read { get; set; } = default!;
    [Inject] private SavePromiseTable Save { get; set; } = default!;
    [Inject] private CompanyTimes Company { get; set; } = default!;
    [Inject] private IStringLocalizer<CaseWords> Cases { get; set; } = default!;
    [Inject] private IStringLocalizer<FailureTexts> Failures { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var table = await Staff.DoAsync(Read, new ReadPromiseTable.Request());
        failure = table.Failure;
        if (table.Succeeded)
        {
            var times = await Company.ReadAsync();
            string Text(int minutes) => times.Length(Duration.FromMinutes(minutes));
            seen = table.Value.VersionId;
            rows = [.. table.Value.Document.Cells.Select(c => new Row(c.Kind, c.Severity, [Text(c.AcknowledgeMinutes), Text(c.ReplyMinutes), Text(c.ResolveMinutes)]))];
        }
    }

    private static string Name(string key) => char.ToUpperInvariant(key[0]) + key[1..];

    private string Label(Row row, int at) => $"{Cases[$"Kind_{Name(row.Kind)}"]}, {Cases[$"Severity_{Name(row.Severity)}"]}: {Cases[$"Promise_{Kinds[at]}"]}";

    private void Type(Row row, int at, ChangeEventArgs typed) => (row.Texts[at], saved) = (typed.Value as string ?? "", false);

    private string? ProblemOf(Row row, int at)
    {
        if (WorkingLength.Parse(row.Texts[at]) is not { } minutes)
        {
            return Failures["Table_NotALength"];
        }

        return minutes < 1 || Duration.FromMinutes(minutes) > PromisePolicy.LongestTarget
            ? Words.Of(new PolicyProblem.TargetOutOfRange("", minutes))
            : null;
    }

    private async Task SaveAsync()
    {
        if (busy || rows.Exists(r => Enumerable.Range(0, Kinds.Length).Any(at => ProblemOf(r, at) is not null)))
        {
            return;
        }

        busy = true;
        int Minutes(Row row, int at) => WorkingLength.Parse(row.Texts[at]) ?? 0;
        var document = new PolicyDocument([.. rows.Select(r => new PolicyDocument.Cell(r.Kind, r.Severity, Minutes(r, 0), Minutes(r, 1), Minutes(r, 2)))]);
        var done = await Staff.DoAsync(Save, new SavePromiseTable.Request(document, seen));
        (failure, busy, saved) = (done.Failure, false, done.Succeeded);
        if (done.Succeeded)
        {
            seen = done.Value.VersionId;
        }
        else if (failure is ChangedSince && await Staff.DoAsync(Read, new ReadPromiseTable.Request()) is { Succeeded: true, Value: var now })
        {
            // What they changed has been told: saving again is on purpose.
            seen = now.VersionId;
        }
    }
}
