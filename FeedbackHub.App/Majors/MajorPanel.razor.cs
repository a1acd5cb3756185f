using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Majors;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Majors;

/// <summary>A case as a major one, beside its record: how things stand, the joint group with its tasks, the approval; or that it could be declared one.</summary>
public sealed partial class MajorPanel(CurrentStaff staff, ReadMajor read, IStringLocalizer<MajorTexts> T)
{
    private readonly Dictionary<(MajorStep, long?), MajorBegun> begun = [];
    private GroupTaskBegun task = new();
    private MajorView? major;
    private MajorBegun? open;
    private bool giving;
    private (long Case, int Version) seen;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public CaseView View { get; set; } = default!;

    /// <summary>Something was done.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private CaseTimes Times { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (seen != (View.Id, View.Version))
        {
            seen = (View.Id, View.Version);
            var found = await staff.DoAsync(read, new ReadMajor.Request(View.Id));
            major = found.Succeeded ? found.Value : null;
        }
    }

    private void Begin(MajorStep step, long? of)
    {
        if (!begun.TryGetValue((step, of), out open))
        {
            begun[(step, of)] = open = new MajorBegun(step, of);
        }
    }

    private async Task CloseAsync(bool done)
    {
        if (done && open is { } finished)
        {
            begun.Remove((finished.Step, finished.Task));
        }
        else if (done)
        {
            task = new();
        }

        (open, giving) = (null, false);
        if (done)
        {
            await OnChanged.InvokeAsync();
        }
    }
}
