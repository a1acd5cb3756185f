using FeedbackHub.App.Access;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Shell;

/// <summary>The frame of the staff area: theme, navigation, and a net under every page.</summary>
public sealed partial class StaffLayout(
    CurrentStaff staff, StaffAccounts accounts, NavigationManager navigation, IStringLocalizer<ShellTexts> T) : IDisposable
{
    private ErrorBoundary? boundary;

    private SignedIn? Person { get; set; }

    /// <inheritdoc />
    public void Dispose() => navigation.LocationChanged -= Recover;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Recover;
        var actor = await staff.FindActorAsync();
        if (actor?.StaffId is not { } id || await accounts.FindAsync(id) is not { } member)
        {
            navigation.NavigateTo(Accounts.EndedPath, forceLoad: true);
            return;
        }

        Person = new SignedIn(actor, member.Email, member.Theme, member.Roles);
        GoHome();
    }

    private void Recover(object? sender, LocationChangedEventArgs e)
    {
        boundary?.Recover();
        GoHome();
    }

    /// <summary>The staff area begins with the queue; for people who read no cases, with what they are here for.</summary>
    private void GoHome()
    {
        if (Person is { } person && navigation.ToAbsoluteUri(navigation.Uri).AbsolutePath == StaffArea.Home && StaffArea.HomeOf(person) is var home && home != StaffArea.Home)
        {
            navigation.NavigateTo(home, replace: true);
        }
    }
}

/// <summary>Who is signed in, for pages to say and to hide by. What they may really do is checked by every use case.</summary>
/// <param name="Actor">As when the page was opened.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Theme">The theme they chose.</param>
/// <param name="Roles">What they are there for.</param>
public sealed record SignedIn(Actor Actor, string Email, Core.Access.Theme Theme, Roles Roles)
{
    /// <summary>The staff id.</summary>
    public long Id => Actor.StaffId!.Value;

    /// <summary>True if the permission is theirs.</summary>
    public bool Can(string permission) => Actor.Can(permission);
}
