using System.Globalization;
using FeedbackHub.App.Access;
using FeedbackHub.App.Live;
using FeedbackHub.App.Queue;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Shell;

/// <summary>The staff navigation: the queue's views with live counts, and the other rooms of the house.</summary>
public sealed partial class StaffNav(
    CurrentStaff staff, LiveSession live, CountViews countViews, NavigationManager navigation, TimeProvider time, IStringLocalizer<ShellTexts> T) : IDisposable
{
    private static readonly QueueView[] Views =
        [QueueView.Mine, QueueView.Unassigned, QueueView.DueToday, QueueView.Overdue, QueueView.Waiting, QueueView.Returned, QueueView.All];

    /// <summary>Due today and overdue change with the clock alone.</summary>
    private static readonly TimeSpan Recount = TimeSpan.FromMinutes(1);

    private IReadOnlyDictionary<QueueView, int> counts = new Dictionary<QueueView, int>();
    private QueueView? current;
    private IDisposable? subscription;
    private ITimer? clock;

    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose()
    {
        navigation.LocationChanged -= Moved;
        subscription?.Dispose();
        clock?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Moved;
        current = QueueAddress.ViewOf(navigation.ToBaseRelativePath(navigation.Uri));
        if (Person.Can(Permissions.CasesRead))
        {
            subscription = live.Subscribe(_ => InvokeAsync(CountAsync));
            clock = time.CreateTimer(_ => _ = InvokeAsync(CountAsync), null, Recount, Recount);
            await CountAsync();
        }
    }

    private async Task CountAsync()
    {
        var counted = await staff.DoAsync(countViews, new CountViews.Request());
        if (counted.Succeeded && !Same(counted.Value))
        {
            counts = counted.Value;
            StateHasChanged();
        }
    }

    private bool Same(IReadOnlyDictionary<QueueView, int> other) =>
        counts.Count == other.Count && other.All(c => Count(c.Key) == c.Value);

    private int Count(QueueView view) => counts.GetValueOrDefault(view);

    private string Shown(QueueView view) => Count(view) switch
    {
        > CountViews.Most => CountViews.Most.ToString(CultureInfo.InvariantCulture) + "+",
        var count when counts.Count > 0 => count.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        var view = QueueAddress.ViewOf(navigation.ToBaseRelativePath(e.Location));
        if (view != current)
        {
            current = view;
            _ = InvokeAsync(StateHasChanged);
        }
    }
}
