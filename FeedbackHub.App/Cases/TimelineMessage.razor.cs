using System.Globalization;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>Something written: by the customer, to them, or an internal note, which has a bar, a lock and a word of its own.</summary>
public sealed partial class TimelineMessage(IStringLocalizer<CasePageTexts> T, IStringLocalizer<CaseWords> W)
{
    private const int Long = 3000;
    private const int Folded = 1200;

    private bool whole;
    private bool drawn;
    private bool wasNew;

    /// <summary>The entry that brought it; it never changes.</summary>
    [Parameter, EditorRequired] public TimelineItem Item { get; set; } = default!;

    /// <summary>The case, where this is its filing: the description is its first message.</summary>
    [Parameter] public CaseView? Filed { get; set; }

    /// <summary>To whom staff writes.</summary>
    [Parameter] public string Customer { get; set; } = "";

    /// <summary>It came in while the page was open.</summary>
    [Parameter] public bool New { get; set; }

    [CascadingParameter] private CaseTimes Times { get; set; } = default!;

    private bool IsNote => Item.Message?.Internal == true;

    private bool ByStaff => Item.Message?.Author == AuthorKind.Staff;

    private string Css => IsNote ? "note" : ByStaff ? "ours" : "theirs";

    private string Text => Filed?.Description ?? Item.Message?.Text ?? "";

    private bool IsLong => Text.Length > Long;

    private int Cut => char.IsHighSurrogate(Text[Folded - 1]) ? Folded - 1 : Folded;

    private IReadOnlyList<FileView> Files => Item.Message?.Files ?? Item.FiledWith;

    private string Author => Item.Message?.AuthorName is { Length: > 0 } author ? author
        : Filed is { } filed && filed["CustomerName"].Length > 0 ? filed["CustomerName"]
        : W["Anonymous"];

    private string Label => T[IsNote ? "Message_LabelNote" : "Message_Label", Author, Times.At(Item.At)];

    /// <summary>Two letters, or the last two characters of a Chinese name.</summary>
    private string Initials
    {
        get
        {
            var parts = Author.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts is [{ Length: > 0 } only])
            {
                var characters = new StringInfo(only);
                return only[0] > '\u2E80' && characters.LengthInTextElements > 2
                    ? characters.SubstringByTextElements(characters.LengthInTextElements - 2)
                    : characters.SubstringByTextElements(0, Math.Min(2, characters.LengthInTextElements));
            }

            return string.Concat(parts.Take(2).Select(p => StringInfo.GetNextTextElement(p)));
        }
    }

    /// <inheritdoc />
    protected override bool ShouldRender()
    {
        var draw = !drawn || Filed is not null || wasNew != New;
        (drawn, wasNew) = (true, New);
        return draw;
    }

    private void Fold()
    {
        whole = !whole;
        drawn = false;
    }
}
