using FeedbackHub.Core;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Admin;

/// <summary>Brings a file of days into the calendar's form: shows first what would change. Nothing is saved here.</summary>
public sealed partial class CalendarImportPanel
{
    /// <summary>Lines of a list that are shown; more is for nobody to read through.</summary>
    private const int Shown = 200;

    private byte[]? content;
    private int from;
    private int to;
    private CalendarImport? import;
    private Failure? failure;

    /// <summary>The calendar as it stands in the form.</summary>
    [Parameter, EditorRequired] public CalendarDocument Document { get; set; } = default!;

    /// <summary>The year that is looked at.</summary>
    [Parameter, EditorRequired] public int Year { get; set; }

    /// <summary>These are to be put into the form.</summary>
    [Parameter] public EventCallback<IReadOnlyList<DayChange>> OnTake { get; set; }

    /// <summary>Nothing is to be put into it.</summary>
    [Parameter] public EventCallback OnLeave { get; set; }

    [Inject] private PreviewCalendarImport Preview { get; set; } = default!;
    [Inject] private Limits Limits { get; set; } = default!;
    [Inject] private IStringLocalizer<CalendarTexts> C { get; set; } = default!;

    private IReadOnlyList<DayChange> Changes => import is null ? [] : [.. import.Changes.Where(change => change.Outcome != DayOutcome.Same)];

    private string Place => C[import?.CountsEntries == true ? "Import_Entry" : "Import_Line"];

    /// <inheritdoc />
    protected override void OnInitialized() => (from, to) = (Year, Year + 1);

    private int Count(DayOutcome outcome) => import!.Changes.Count(change => change.Outcome == outcome);

    private string InWords(CalendarDay day) =>
        string.Join(C["Label_Between"], new[] { C[$"DayKind_{day.Kind}"].Value, day.Name ?? "", string.Join(", ", day.Windows) }.Where(words => words.Length > 0));

    private async Task ChooseAsync(InputFileChangeEventArgs chosen)
    {
        (content, import, failure) = (null, null, null);
        if (chosen.File.Size > Limits.ImportBytes)
        {
            failure = new Invalid(nameof(PreviewCalendarImport.Request.Content), "ImportTooBig", Limits.ImportBytes / 1024);
            return;
        }

        try
        {
            using var kept = new MemoryStream();
            await using var sent = chosen.File.OpenReadStream(Limits.ImportBytes);
            await sent.CopyToAsync(kept);
            content = kept.ToArray();
        }
        catch (IOException)
        {
            failure = new Invalid(nameof(PreviewCalendarImport.Request.Content), "ImportNotText");
            return;
        }

        await PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        if (content is null)
        {
            return;
        }

        var read = await Staff.DoAsync(Preview, new PreviewCalendarImport.Request(Document, content, from, to));
        (import, failure) = (read.Succeeded ? read.Value : null, read.Failure);
    }
}
