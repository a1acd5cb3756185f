using FeedbackHub.App.Cases;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Queue;

/// <summary>One line of the queue. Drawn again only when what it shows has changed.</summary>
public sealed partial class QueueRowView(IStringLocalizer<QueueTexts> T, IStringLocalizer<CaseWords> Words)
{
    private QueueEntry? drawn;

    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired] public QueueEntry Entry { get; set; } = default!;

    /// <summary>True where the person may take cases.</summary>
    [Parameter] public bool MayClaim { get; set; }

    /// <summary>The person takes it. Passed without allocating anew for every row.</summary>
    [Parameter] public Func<QueueRow, Task>? Claim { get; set; }

    private string Css => (Entry.Row.Unread, Entry.Arrived) switch
    {
        (true, true) => "q-row unread arrived",
        (true, false) => "q-row unread",
        (false, true) => "q-row arrived",
        _ => "q-row",
    };

    private string Line
    {
        get
        {
            var row = Entry.Row;
            var who = row.CustomerName.Length > 0 ? row.CustomerName : Words["Anonymous"].Value;
            var what = row.Kind == CaseKind.Complaint ? Words[$"Channel_{row.Channel}"] : Words[$"Kind_{row.Kind}"];
            return QueueChips.SaysMore(row)
                ? T[row.LastMessageBy == AuthorKind.Staff ? "Line_Staff" : "Line_Customer", who, what, row.LastMessage]
                : T["Line", who, what];
        }
    }

    /// <inheritdoc />
    protected override bool ShouldRender() => Entry != drawn;

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender) => drawn = Entry;

    private Task ClaimAsync() => Claim?.Invoke(Entry.Row) ?? Task.CompletedTask;
}
