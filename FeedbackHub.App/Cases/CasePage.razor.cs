using FeedbackHub.App.Live;
using FeedbackHub.App.Promises;
using FeedbackHub.App.Queue;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace FeedbackHub.App.Cases;

/// <summary>The page of one case. It holds the parts together: what is read, who else is here, the keys, and what came in live.</summary>
public sealed partial class CasePage(
    CaseDesk desk, LiveSession live, CasePresence presence, CircuitConnection connection, NavigationManager navigation, IJSRuntime js, TimeProvider time,
    IStringLocalizer<CasePageTexts> T, IStringLocalizer<PromiseTexts> spans) : IAsyncDisposable
{
    private ElementReference root;
    private CaseActions? actions;
    private Composer? composer;
    private CaseTimes? times;
    private string nextText = "";
    private CasePresence.Seat? seat;
    private IDisposable? subscription;
    private IJSObjectReference? script;
    private DotNetObjectReference<CasePage>? self;
    private string? openedNumber;
    private bool opened;
    private bool visible = true;
    private int shown;
    private bool attached;

    /// <summary>The number (or id) in the address.</summary>
    [Parameter, EditorRequired] public string Number { get; set; } = "";

    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    /// <summary>A key was pressed that belongs to the page.</summary>
    [JSInvokable]
    public async Task KeyAsync(string key)
    {
        switch (key)
        {
            case "r" when composer is not null:
                await composer.FocusAsync(Composer.Reply);
                break;
            case "n" when composer is not null:
                await composer.FocusAsync(Composer.Note);
                break;
            case "a" or "h" when actions is not null:
                await actions.OpenAsync(Step.Assign);
                break;
            case "Escape":
                navigation.NavigateTo(QueueAddress.Of(QueueView.Mine));
                break;
            default:
                break;
        }
    }

    /// <summary>The tab came to the front, or went.</summary>
    [JSInvokable]
    public async Task SeenAsync(bool isVisible)
    {
        visible = isVisible;
        if (visible)
        {
            await desk.MarkReadAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        connection.Changed -= ComeOrGo;
        subscription?.Dispose();
        seat?.Dispose();
        self?.Dispose();
        if (script is not null)
        {
            try
            {
                await script.InvokeVoidAsync("detach");
                await script.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone, and the script with it.
            }
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        subscription = live.Subscribe(updates => InvokeAsync(() => TakeAsync(updates)));
        connection.Changed += ComeOrGo;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (openedNumber == Number)
        {
            return;
        }

        openedNumber = Number;
        opened = attached = false;
        StandUp();
        if (await desk.OpenAsync(Number))
        {
            times = new CaseTimes(time, desk.View!.Zone, T, spans);
            SitDown();
            Show();
        }

        opened = true;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (desk.View is null || attached)
        {
            return;
        }

        attached = true;
        self ??= DotNetObjectReference.Create(this);
        script ??= await js.InvokeAsync<IJSObjectReference>("import", "./Cases/CasePage.razor.js");
        await script.InvokeVoidAsync("attach", root, self);
        if (composer is not null && navigation.Uri.EndsWith(CaseAddress.Reply, StringComparison.Ordinal))
        {
            await composer.FocusAsync(Composer.Reply);
        }

        await desk.MarkReadAsync();
    }

    private void SitDown() =>
        seat ??= desk.View is { } view ? presence.Join(view.Id, Person.Id, Person.Actor.Name, () => _ = InvokeAsync(StateHasChanged)) : null;

    private void StandUp() => Interlocked.Exchange(ref seat, null)?.Dispose();

    /// <summary>With the connection gone, nobody sits here; others are told at once.</summary>
    private void ComeOrGo() => _ = InvokeAsync(connection.Up ? SitDown : StandUp);

    private Task TakeAsync(IReadOnlyList<LiveUpdate> updates) =>
        desk.View is { } view && updates.Any(u => u.CaseId == view.Id) ? RefreshAsync() : Task.CompletedTask;

    private async Task RefreshAsync()
    {
        if (!await desk.RefreshAsync())
        {
            StandUp(); // whoever can no longer see the case is no longer at it
        }

        Show();
        StateHasChanged();
        if (visible)
        {
            await desk.MarkReadAsync();
        }
    }

    /// <summary>Whoever has handed the case over to where they cannot see it goes on with their queue.</summary>
    private async Task ChangedAsync()
    {
        await RefreshAsync();
        if (desk.View is null)
        {
            navigation.NavigateTo(QueueAddress.Of(QueueView.Mine));
        }
    }

    private async Task SentAsync()
    {
        seat?.StoppedWriting();
        await RefreshAsync();
    }

    private async Task ReadEarlierAsync()
    {
        await desk.ReadEarlierAsync();
        Show();
    }

    /// <summary>What is shown has changed: parts that compare look at this number.</summary>
    private void Show()
    {
        shown++;
        if (desk.View is { } view)
        {
            nextText = T[NextStep.Of(view, Person.Id).Sentence, view.Handler?.Name ?? "", view.Reason];
        }
    }
}
