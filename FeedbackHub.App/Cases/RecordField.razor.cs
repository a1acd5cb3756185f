using FeedbackHub.App.Access;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>
/// One field of the record, edited in place from the version it was seen in. What somebody else wrote meanwhile is shown
/// beside what was typed here, and neither is lost until one is chosen.
/// </summary>
public sealed partial class RecordField(
    CurrentStaff staff, EditCase edit, CaseChoices choices, FieldWords words, FailureText failures, IStringLocalizer<CasePageTexts> T)
{
    private readonly string id = $"record-{Guid.NewGuid():N}";
    private ElementReference control;
    private ElementReference opener;
    private IReadOnlyList<Choice> options = [];
    private bool editing;
    private bool saving;
    private bool focusControl;
    private bool focusOpener;
    private string text = "";
    private int seenVersion;
    private FieldChangedSince? conflict;
    private string? problem;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public CaseView View { get; set; } = default!;

    /// <summary>The field, as <see cref="Case"/> calls it.</summary>
    [Parameter, EditorRequired] public string Field { get; set; } = "";

    /// <summary>True where it is the page's heading.</summary>
    [Parameter] public bool Heading { get; set; }

    /// <summary>It was saved, or somebody else's value was taken.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private CaseTimes times { get; set; } = default!;

    private bool CanEdit => View.MayWork;

    private bool IsLong => Field is nameof(Case.Wanted) or nameof(Case.Decision) or nameof(Case.Redress);

    private string? Describedby => problem is null ? null : $"{id}-problem";

    private string Shown => ShownOf(View[Field]);

    private string Said => Shown.Length == 0 ? T["Empty"] : Shown;

    /// <summary>Begins to edit.</summary>
    public async Task EditAsync()
    {
        if (!editing)
        {
            if (CaseChoices.IsChosen(Field))
            {
                options = await choices.ForAsync(Field);
                if (!options.Any(o => o.Value == View[Field]))
                {
                    options = [new Choice(View[Field], Shown), .. options];
                }
            }

            (text, seenVersion, conflict, problem) = (View[Field], View.Fields[Field].Version, null, null);
            editing = focusControl = true;
            StateHasChanged(); // it may be asked for from beside the field
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusControl && editing)
        {
            focusControl = false;
            await control.FocusAsync();
        }
        else if (focusOpener && !editing)
        {
            focusOpener = false;
            await opener.FocusAsync();
        }
    }

    private void Typed(ChangeEventArgs e) => text = (string?)e.Value ?? "";

    /// <summary>Leaving the field saves it; but once there is something to decide, it is decided by a button.</summary>
    private Task BlurAsync() => editing && conflict is null && problem is null ? SaveAsync(refocus: false) : Task.CompletedTask;

    private Task SaveAsync() => SaveAsync(refocus: true);

    private async Task SaveAsync(bool refocus)
    {
        if (!editing || saving)
        {
            return;
        }

        if (conflict is null && text == View[Field])
        {
            (editing, focusOpener) = (false, refocus);
            return;
        }

        saving = true;
        var done = await staff.DoAsync(edit, new EditCase.Request(View.Id, Field, text, conflict?.Version ?? seenVersion));
        saving = false;
        if (done.Succeeded)
        {
            (editing, focusOpener) = (false, refocus);
            await OnChanged.InvokeAsync();
        }
        else
        {
            conflict = done.Failure as FieldChangedSince;
            problem = conflict is null ? failures.Of(done.Failure) : null;
        }
    }

    private async Task CancelAsync()
    {
        var newer = conflict is not null;
        (editing, focusOpener) = (false, true);
        if (newer)
        {
            await OnChanged.InvokeAsync();
        }
    }

    private string ShownOf(string value) => value.Length > 0 && options.FirstOrDefault(o => o.Value == value) is { } option
        ? option.Text
        : words.Value(Field, value, NameOf(value));

    /// <summary>What the case itself knows the names of.</summary>
    private Bilingual? NameOf(string value) => Field switch
    {
        _ when value.Length == 0 || value != View[Field] => null,
        nameof(Case.CategoryId) => new Bilingual(
            string.Join(" › ", View.CategoryPath.Select(c => c.Name.In(Languages.English))), string.Join(" › ", View.CategoryPath.Select(c => c.Name.In(Languages.Chinese)))),
        nameof(Case.SegmentId) => View.Segment?.Name,
        nameof(Case.ConcernsStaffId) => View.ConcernsStaff is { } person ? new Bilingual(person.Name, person.Name) : null,
        nameof(Case.ConcernsDepartmentId) => View.ConcernsDepartment?.Name,
        _ => null,
    };
}
