using FeedbackHub.App.Access;
using FeedbackHub.App.Live;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Queue;

/// <summary>The live queue. What it shows stands in its address; moving the selection is the browser's affair (js/queue.js).</summary>
public sealed partial class QueuePage(
    LiveQueue queue, CaseTaking taking, LiveSession live, NavigationManager navigation, TimeProvider time, IStringLocalizer<QueueTexts> T) : IDisposable
{
    /// <summary>How often promises are put into words anew.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    /// <summary>How long after the last keystroke a search begins.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Ticks between looking at views whose cases come and go with the clock alone.</summary>
    private const int TicksToRefresh = 4;

    private Func<QueueRow, Task>? claim;
    private IDisposable? subscription;
    private ITimer? clock;
    private ITimer? search;
    private bool mayWork;
    private int ticks;
    private string typed = "";
    private string announcement = "";

    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    private QueueFilter Filter { get; set; } = new();

    private QueuePlace? After { get; set; }

    private LoadedQueue? Loaded => queue.Loaded;

    private string Key => QueueAddress.Of(Filter, After);

    private string Title => Filter switch
    {
        { Searches: true } => T["Title_Search"],
        { Span: { } span, View: QueueView.Any } => SpanWords.Of(span, queue.Zone, T),
        { Span: { } span } => T["Title_Span", T[$"View_{Filter.View}"], SpanWords.Of(span, queue.Zone, T)],
        _ => T[$"View_{Filter.View}"],
    };

    private bool IsNarrowed => Filter.Searches || Filter != new QueueFilter { View = Filter.View, Sort = Filter.Sort };

    /// <inheritdoc />
    public void Dispose()
    {
        navigation.LocationChanged -= Moved;
        subscription?.Dispose();
        clock?.Dispose();
        search?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (!Person.Can(Permissions.CasesRead))
        {
            return;
        }

        mayWork = Person.Can(Permissions.CasesWork);
        claim = taking.ClaimAsync;
        navigation.LocationChanged += Moved;
        // Listening begins before reading: what happens in between is not missed.
        subscription = live.Subscribe(updates => InvokeAsync(() => TakeAsync(updates)));
        clock = time.CreateTimer(_ => _ = InvokeAsync(TickAsync), null, Tick, Tick);
        await OpenAsync(new Uri(navigation.Uri));
    }

    private async Task OpenAsync(Uri address)
    {
        (Filter, After) = QueueAddress.Read(address);
        typed = typed.Trim() == Filter.Words ? typed : Filter.Words;
        await queue.OpenAsync(Filter, After);
        announcement = T["Announce", Title, Loaded?.Entries.Count ?? 0];
        LeaveIfSignedOut();
        StateHasChanged();
    }

    private async Task TakeAsync(IReadOnlyList<LiveUpdate> updates)
    {
        if (await queue.TakeAsync(updates.Select(u => u.CaseId).OfType<long>().Distinct()))
        {
            LeaveIfSignedOut();
            StateHasChanged();
        }
    }

    private async Task TickAsync()
    {
        var changed = queue.Relabel();
        if (++ticks % TicksToRefresh == 0 && Filter.View is QueueView.DueToday or QueueView.DueSoon or QueueView.Overdue)
        {
            changed |= await queue.RefreshAsync();
        }

        if (changed)
        {
            LeaveIfSignedOut();
            StateHasChanged();
        }
    }

    private void LeaveIfSignedOut()
    {
        if (queue.Failure is SignedOut)
        {
            navigation.NavigateTo(Accounts.SignInPath, forceLoad: true);
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (QueueAddress.ViewOf(navigation.ToBaseRelativePath(e.Location)) is not null)
        {
            _ = InvokeAsync(async () =>
            {
                try
                {
                    await OpenAsync(new Uri(e.Location));
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    await DispatchExceptionAsync(problem);
                }
            });
        }
    }

    private void SearchSoon()
    {
        search ??= time.CreateTimer(_ => _ = InvokeAsync(Search), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        search.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    private void Search()
    {
        if (typed.Trim() != Filter.Words)
        {
            // Each further keystroke refines the same search: going back leaves it as a whole.
            navigation.NavigateTo(QueueAddress.Of(Filter with { Words = typed.Trim() }), replace: Filter.Searches);
        }
    }

    private void Go(QueueFilter filter) => navigation.NavigateTo(QueueAddress.Of(filter));

    private string Sorted(QueueSort sort) => QueueAddress.Of(Filter with { Sort = sort });

    private string? SortOf(QueueSort descending, QueueSort? ascending = null) =>
        Filter.Searches || Filter.View == QueueView.Finished ? null
        : Filter.Sort == QueueSort.Due && descending == QueueSort.Due ? "ascending"
        : Filter.Sort == descending ? "descending"
        : Filter.Sort == ascending ? "ascending"
        : null;

    private string Empty(string part) =>
        Filter.Searches ? T[$"Empty_Search_{part}", Filter.Words] : IsNarrowed ? T[$"Empty_Narrowed_{part}"] : T[$"Empty_{Filter.View}_{part}"];
}
