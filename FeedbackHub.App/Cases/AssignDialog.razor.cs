using System.Globalization;
using FeedbackHub.App.Access;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>Gives a case to a department, or to a person of it: with what each has on the desk, and with a reason.</summary>
public sealed partial class AssignDialog(CurrentStaff staff, AssignCase assign, CaseChoices choices, FailureText words, IStringLocalizer<CasePageTexts> T)
{
    private IReadOnlyList<DepartmentView> departments = [];
    private IReadOnlyList<HandlerView> people = [];
    private Failure? failure;
    private string? general;
    private bool busy;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public CaseView View { get; set; } = default!;

    /// <summary>What is chosen and written so far.</summary>
    [Parameter, EditorRequired] public HandOver Begun { get; set; } = default!;

    /// <summary>It was done (true) or left.</summary>
    [Parameter] public EventCallback<bool> OnClose { get; set; }

    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    private long Department => Begun.DepartmentId ?? View.Department.Id;

    /// <summary>Who belongs to the department, or everywhere; the least busy first.</summary>
    private IEnumerable<HandlerView> People =>
        people.Where(p => p.Departments.Count == 0 || p.Departments.Contains(Department)).OrderBy(p => p.OpenCases).ThenBy(p => p.Name, StringComparer.CurrentCulture);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        departments = await choices.DepartmentsAsync();
        people = await choices.HandlersAsync(View.Id);
    }

    private void ChooseDepartment(ChangeEventArgs e)
    {
        Begun.DepartmentId = long.Parse((string)e.Value!, CultureInfo.InvariantCulture);
        Begun.StaffId = null;
    }

    private string? Problem(string field) => words.Of(failure, field);

    private async Task SendAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var done = await staff.DoAsync(assign, new AssignCase.Request(View.Id, Department, Begun.StaffId, Begun.Reason));
        busy = false;
        failure = done.Failure;
        general = failure is null or Invalid ? null : words.Of(failure);
        if (done.Succeeded)
        {
            await OnClose.InvokeAsync(true);
        }
    }
}
