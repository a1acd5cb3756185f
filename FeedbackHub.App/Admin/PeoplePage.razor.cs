using System.Globalization;
using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace FeedbackHub.App.Admin;

/// <summary>Everybody who can sign in: invite, change, disable.</summary>
public sealed partial class PeoplePage
{
    private enum Dialog
    {
        None,
        Invite,
        Edit,
        Disable,
        Renew,
        Link,
    }

    private IReadOnlyList<StaffView>? rows;
    private IReadOnlyList<DepartmentView> departments = [];
    private RecordNames names = RecordNames.None;
    private CaseTimes? times;
    private StaffPlace? next;
    private Failure? failure;
    private string words = "";
    private Dialog dialog;
    private StaffView? chosen;
    private Invited? link;
    private string linkFor = "";

    [Inject] private ListStaff List { get; set; } = default!;
    [Inject] private ListDepartments ListDepartments { get; set; } = default!;
    [Inject] private RenewInvitation Renew { get; set; } = default!;
    [Inject] private CompanyTimes Company { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private string LinkAddress => Navigation.ToAbsoluteUri(EnteringEndpoints.JoinPath(link!.Secret)).ToString();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        times = await Company.ReadAsync();
        var found = await Staff.DoAsync(ListDepartments, new ListDepartments.Request());
        departments = found.Succeeded ? found.Value : [];
        names = RecordNames.Of(departments);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var page = await Staff.DoAsync(List, new ListStaff.Request(words));
        failure = page.Failure;
        (rows, next) = page.Succeeded ? (page.Value.Rows, page.Value.Next) : ([], null);
    }

    private async Task MoreAsync()
    {
        var page = await Staff.DoAsync(List, new ListStaff.Request(words, After: next));
        failure = page.Failure;
        if (page.Succeeded)
        {
            (rows, next) = ([.. rows!, .. page.Value.Rows], page.Value.Next);
        }
    }

    private Task SearchAsync(ChangeEventArgs typed)
    {
        words = typed.Value as string ?? "";
        return ReadAsync();
    }

    private void Open(Dialog which, StaffView? person) => (dialog, chosen, failure) = (which, person, null);

    private async Task ClosedAsync()
    {
        (dialog, chosen, link) = (Dialog.None, null, null);
        await ReadAsync();
    }

    private void InvitedAsync((string Name, Invited Link) invited) => (linkFor, link, dialog, chosen) = (invited.Name, invited.Link, Dialog.Link, null);

    private async Task RenewAsync()
    {
        var renewed = await Staff.DoAsync(Renew, new RenewInvitation.Request(chosen!.Id));
        failure = renewed.Failure;
        if (renewed.Succeeded)
        {
            (link, dialog) = (renewed.Value, Dialog.Link);
        }
    }

    private string RolesOf(Roles roles) =>
        string.Join(T["And"], Enum.GetValues<Roles>().Where(r => r != Roles.None && roles.HasFlag(r)).Select(r => T[$"Role_{r}"].Value));

    private (string Text, string Tone)? StateOf(StaffView person)
    {
        var now = times!.Now;
        return person switch
        {
            { Disabled: true } => (T["State_Disabled"], ""),
            { HasPassword: false, InvitedUntil: { } until } when until > now => (T["State_Invited", times.At(until)], "wait"),
            { HasPassword: false } => (T["State_InvitationOver"], "soon"),
            { LockedUntil: { } until } when until > now => (T["State_Locked", times.At(until)], "late"),
            _ => null,
        };
    }
}
