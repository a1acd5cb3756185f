using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using Microsoft.AspNetCore.Components;

namespace FeedbackHub.App.Admin;

/// <summary>Invites somebody, or changes what they are called and may do.</summary>
public sealed partial class PersonDialog
{
    private string name = "";
    private string email = "";
    private string language = LanguageChoice.Current;
    private HashSet<long> roles = [(long)Roles.Handler];
    private HashSet<long> places = [];
    private int seen;
    private bool busy;
    private Failure? failure;

    [Inject] private InviteStaff Invite { get; set; } = default!;
    [Inject] private ChangeStaff Change { get; set; } = default!;
    [Inject] private ReadStaffMember Read { get; set; } = default!;

    /// <summary>Who; null: somebody new.</summary>
    [Parameter] public StaffView? Person { get; set; }

    /// <summary>All departments.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<DepartmentView> Departments { get; set; } = [];

    /// <summary>It was saved or left.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Somebody was invited: their link is to be shown.</summary>
    [Parameter] public EventCallback<(string Name, Invited Link)> OnInvited { get; set; }

    private IEnumerable<(long, string)> RoleChoices =>
        Enum.GetValues<Roles>().Where(r => r != Roles.None).Select(r => ((long)r, T[$"Role_{r}_Long"].Value));

    private IEnumerable<(long, string)> DepartmentChoices =>
        Departments.Where(d => !d.Disabled || places.Contains(d.Id)).Select(d => (d.Id, Said(d.Name)));

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (Person is { } person)
        {
            (name, seen) = (person.Name, person.Version);
            roles = [.. Enum.GetValues<Roles>().Where(r => r != Roles.None && person.Roles.HasFlag(r)).Select(r => (long)r)];
            places = [.. person.Departments.Select(d => d.Id)];
        }
    }

    private async Task SaveAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var asked = (Roles)roles.Sum();
        if (Person is { } person)
        {
            failure = (await Staff.DoAsync(Change, new ChangeStaff.Request(person.Id, name, asked, places, person.Disabled, seen))).Failure;
            if (failure is ChangedSince && await Staff.DoAsync(Read, new ReadStaffMember.Request(person.Id)) is { Succeeded: true, Value: var now })
            {
                // What they changed has been shown: saving again is on purpose.
                seen = now.Version;
            }

            if (failure is null)
            {
                await OnClose.InvokeAsync();
            }
        }
        else
        {
            var invited = await Staff.DoAsync(Invite, new InviteStaff.Request(name, email, asked, places, language));
            failure = invited.Failure;
            if (invited.Succeeded)
            {
                await OnInvited.InvokeAsync((name, invited.Value));
            }
        }

        busy = false;
    }
}
