using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Promises;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Queue;

/// <summary>
/// One line of the queue. Drawn again only when what it shows has changed. Written by hand, because every frame of the
/// render tree is held for as long as the page is open: an ordinary row has at most 32, which is the smallest buffer there is.
/// Cells have no classes of their own (css/queue.css counts them), and js/queue.js adds focus and the titles of cut-off texts.
/// </summary>
public sealed class QueueRowView(IStringLocalizer<QueueTexts> T, IStringLocalizer<CaseWords> words) : ComponentBase
{
    private QueueEntry? drawn;

    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired] public QueueEntry Entry { get; set; } = default!;

    /// <summary>True where the person may take cases.</summary>
    [Parameter] public bool MayClaim { get; set; }

    /// <summary>The person takes it. One and the same for all rows.</summary>
    [Parameter] public Func<QueueRow, Task>? Claim { get; set; }

    /// <inheritdoc />
    protected override bool ShouldRender() => Entry != drawn;

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender) => drawn = Entry;

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var (row, label) = (Entry.Row, Entry.Label);
        builder.OpenElement(0, "tr");
        builder.AddAttribute(1, "class", Css(row.Unread, Entry.Arrived, label.Tone));
        builder.AddAttribute(2, "data-case", row.Id.ToString(CultureInfo.InvariantCulture));
        builder.AddAttribute(3, "aria-description", row.Unread ? T["Unread"].Value : null);
        Text(builder, 4, "td", row.Number);
        builder.OpenElement(6, "td");
        builder.OpenElement(7, "a");
        builder.AddAttribute(8, "href", CaseAddress.Of(row.Id));
        BuildSubject(builder, row);
        builder.CloseElement();
        BuildLine(builder, row);
        builder.CloseElement();
        builder.OpenElement(12, "td");
        foreach (var (chip, css) in QueueChips.Of(row))
        {
            builder.OpenElement(13, "span");
            builder.AddAttribute(14, "class", css);
            builder.AddContent(15, words[chip].Value);
            builder.CloseElement();
        }

        builder.CloseElement();
        builder.OpenElement(16, "td");
        BuildHandler(builder, row);
        Text(builder, 24, "small", Department(row));
        builder.CloseElement();
        builder.OpenElement(26, "td");
        builder.AddAttribute(27, "title", label.Title.Length > 0 ? label.Title : null);
        Text(builder, 28, "b", label.Text);
        Text(builder, 30, "span", label.Detail);
        builder.CloseElement();
        builder.CloseElement();
    }

    private static void BuildSubject(RenderTreeBuilder builder, QueueRow row)
    {
        if (row.Excerpts is [{ Of: ExcerptOf.Subject } subject, ..])
        {
            Marked(builder, subject);
            return;
        }

        builder.AddContent(9, row.Subject);
    }

    private void BuildLine(RenderTreeBuilder builder, QueueRow row)
    {
        builder.OpenElement(10, "span");
        var between = false;
        foreach (var excerpt in row.Excerpts?.Where(e => e.Of != ExcerptOf.Subject) ?? [])
        {
            builder.AddContent(33, between ? " · " : "");
            builder.AddContent(34, excerpt.Of == ExcerptOf.Description ? "" : T["Excerpt", T[$"Excerpt_{excerpt.Of}"]].Value);
            Marked(builder, excerpt);
            between = true;
        }

        if (!between)
        {
            builder.AddContent(11, Line(row));
        }

        builder.CloseElement();
    }

    private static void Marked(RenderTreeBuilder builder, Excerpt excerpt)
    {
        foreach (var (text, found) in excerpt.Parts)
        {
            if (found)
            {
                Text(builder, 30, "mark", text);
            }
            else
            {
                builder.AddContent(32, text);
            }
        }
    }

    private void BuildHandler(RenderTreeBuilder builder, QueueRow row)
    {
        if (row.Handler is { } handler)
        {
            Text(builder, 17, "i", QueueChips.Initials(handler));
            builder.AddContent(19, handler);
            return;
        }

        builder.AddContent(20, words["Nobody"].Value);
        if (MayClaim)
        {
            builder.OpenElement(21, "button");
            builder.AddAttribute(22, "onclick", EventCallback.Factory.Create(this, ClaimAsync));
            builder.AddContent(23, T["Claim"].Value);
            builder.CloseElement();
        }
    }

    /// <summary>Whose it is; and who answers for it while nobody there has accepted it.</summary>
    private string Department(QueueRow row)
    {
        var owner = row.Department.In(LanguageChoice.Current);
        return row.Responsible is { } first ? T["HandedOver", owner, first.In(LanguageChoice.Current)] : owner;
    }

    private string Line(QueueRow row)
    {
        var who = row.CustomerName.Length > 0 ? row.CustomerName : words["Anonymous"].Value;
        var what = row.Kind == CaseKind.Complaint ? words[$"Channel_{row.Channel}"] : words[$"Kind_{row.Kind}"];
        return QueueChips.SaysMore(row)
            ? T[row.LastMessageBy == AuthorKind.Staff ? "Line_Staff" : "Line_Customer", who, what, row.LastMessage]
            : T["Line", who, what];
    }

    private Task ClaimAsync() => Claim?.Invoke(Entry.Row) ?? Task.CompletedTask;

    private static string Css(bool unread, bool arrived, PromiseTone tone) => (unread, arrived) switch
    {
        (true, true) => $"unread arrived {tone.Css()}",
        (true, false) => $"unread {tone.Css()}",
        (false, true) => $"arrived {tone.Css()}",
        _ => tone.Css(),
    };

    [SuppressMessage("Usage", "ASP0006", Justification = "Every caller names its own literal; two of them belong to one text.")]
    private static void Text(RenderTreeBuilder builder, int sequence, string element, string text)
    {
        builder.OpenElement(sequence, element);
        builder.AddContent(sequence + 1, text);
        builder.CloseElement();
    }
}
