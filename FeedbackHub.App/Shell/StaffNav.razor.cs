using FeedbackHub.App.Access;
using FeedbackHub.App.Queue;
using FeedbackHub.Core.Assignment;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Shell;

/// <summary>The staff navigation: the queue's views with live counts, and the other rooms of the house.</summary>
public sealed partial class StaffNav(ViewCounts counts, NavigationManager navigation, IStringLocalizer<ShellTexts> T) : IDisposable
{
    private static readonly QueueView[] Views =
        [QueueView.Mine, QueueView.Unassigned, QueueView.DueToday, QueueView.Overdue, QueueView.Waiting, QueueView.Returned, QueueView.All];

    private QueueView? current;

    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose()
    {
        navigation.LocationChanged -= Moved;
        counts.Changed -= Counted;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Moved;
        current = ViewAt(navigation.Uri);
        // Also for whoever reads no cases: it is here that being signed out is noticed, on every page.
        counts.Changed += Counted;
        await counts.StartAsync();
    }

    private void Counted() => _ = InvokeAsync(() =>
    {
        if (counts.SignedOut)
        {
            navigation.NavigateTo(Accounts.SignInPath, forceLoad: true);
        }

        StateHasChanged();
    });

    private string Shown(QueueView view) => !counts.Known ? "" : counts[view] > CountViews.Most ? $"{CountViews.Most}+" : $"{counts[view]}";

    private QueueView? ViewAt(string address) => QueueAddress.ViewOf(navigation.ToBaseRelativePath(address));

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        var view = ViewAt(e.Location);
        if (view != current)
        {
            current = view;
            _ = InvokeAsync(StateHasChanged);
        }
    }
}
