using FeedbackHub.App.Access;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace FeedbackHub.App.Cases;

/// <summary>
/// A text area that belongs to the browser: a small script owns what is typed, keeps it here as a draft shortly after every
/// pause, and in the browser itself while the connection is away. Nothing that happens to the page touches it.
/// </summary>
public sealed partial class DraftBox(CurrentStaff staff, KeepDraft keep, FailureText words, IStringLocalizer<CasePageTexts> T, IJSRuntime js) : IAsyncDisposable
{
    private readonly string id = $"draft-{Guid.NewGuid():N}";
    private ElementReference area;
    private IJSObjectReference? script;
    private DotNetObjectReference<DraftBox>? self;
    private string sign = "";
    private bool kept;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public long CaseId { get; set; }

    /// <summary>Which box of it: <c>reply</c>, <c>note</c>, <c>resolve</c>.</summary>
    [Parameter, EditorRequired] public string Box { get; set; } = "";

    /// <summary>What is written in it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>What stands in it while it is empty.</summary>
    [Parameter] public string Placeholder { get; set; } = "";

    /// <summary>Its height when empty.</summary>
    [Parameter] public int Rows { get; set; } = 3;

    /// <summary>The draft kept so far.</summary>
    [Parameter] public DraftView? Draft { get; set; }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    [Parameter] public string? Problem { get; set; }

    /// <summary>Somebody types: true while there is text.</summary>
    [Parameter] public EventCallback<bool> OnTyped { get; set; }

    /// <summary>Ctrl+Enter.</summary>
    [Parameter] public EventCallback OnSend { get; set; }

    /// <summary>The buttons under it.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    [CascadingParameter] private CaseTimes Times { get; set; } = default!;

    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    /// <summary>What stands in it now.</summary>
    public async Task<string> TextAsync() => script is null ? "" : await script.InvokeAsync<string>("text", area) ?? "";

    /// <summary>Puts the cursor into it.</summary>
    public ValueTask FocusAsync() => area.FocusAsync();

    /// <summary>A text was sent: it leaves the box and the draft. What was typed behind it meanwhile stays.</summary>
    public async Task ClearAsync(string sent) =>
        await KeepAsync(script is null ? "" : await script.InvokeAsync<string?>("clear", area, sent) ?? "");

    /// <summary>The browser tells what is typed. Answers whether it is kept.</summary>
    [JSInvokable]
    public async Task<bool> KeepAsync(string text)
    {
        await OnTyped.InvokeAsync(text.Length > 0);
        if (text.Length == 0 && !kept)
        {
            return true;
        }

        var done = await staff.DoAsync(keep, new KeepDraft.Request(CaseId, Box, text));
        kept = done.Succeeded && text.Length > 0;
        sign = !done.Succeeded ? words.Of(done.Failure) : kept ? T["Draft_Kept", Times.Clock(Times.Now)] : "";
        StateHasChanged();
        return done.Succeeded;
    }

    /// <summary>Ctrl+Enter was pressed in it.</summary>
    [JSInvokable]
    public Task SendAsync() => OnSend.InvokeAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        self?.Dispose();
        if (script is not null)
        {
            try
            {
                await script.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone; what was typed is in its own storage.
            }
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        kept = Draft is not null;
        sign = Draft is { } draft && draft.At > default(NodaTime.Instant) ? T["Draft_Kept", Times.At(draft.At)] : "";
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            script = await js.InvokeAsync<IJSObjectReference>("import", "./Cases/DraftBox.razor.js");
            await script.InvokeVoidAsync("attach", area, self, $"fh-draft:{Person.Id}:{CaseId}:{Box}", Draft?.Text ?? "", Draft?.At.ToUnixTimeMilliseconds() ?? 0);
        }
    }
}
