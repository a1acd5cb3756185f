using FeedbackHub.App.Access;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace FeedbackHub.App.Cases;

/// <summary>
/// The files that go along with what is being written: chosen or dropped, uploaded at once, removable until it is sent. What has
/// arrived is kept with the draft, so that a reload loses none.
/// </summary>
public sealed partial class FileTray(
    CurrentStaff staff, KeepDraft keep, UploadedFiles uploads, FailureText words, IStringLocalizer<CasePageTexts> T, IJSRuntime js) : IAsyncDisposable
{
    private readonly List<TrayFile> files = [];
    private ElementReference root;
    private IJSObjectReference? script;
    private DotNetObjectReference<FileTray>? self;
    private string? problem;
    private int lastId;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public long CaseId { get; set; }

    /// <summary>The draft that the files are kept as; see <see cref="BoxOf"/>.</summary>
    [Parameter, EditorRequired] public string Box { get; set; } = "";

    /// <summary>The files kept so far: their references, one a line.</summary>
    [Parameter] public DraftView? Draft { get; set; }

    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    /// <summary>True while a file is still on its way.</summary>
    public bool Uploading => files.Exists(f => f is { Reference: null, Problem: null });

    /// <summary>The sealed references of the files that have arrived.</summary>
    public IReadOnlyList<string> References => [.. files.Select(f => f.Reference).OfType<string>()];

    /// <summary>The name under which the files of a box of text are kept.</summary>
    public static string BoxOf(string text) => $"{text}-files";

    /// <summary>These were sent. What was added meanwhile stays.</summary>
    public async Task ClearAsync(IReadOnlyList<string> sent)
    {
        files.RemoveAll(f => f.Problem is not null || (f.Reference is { } reference && sent.Contains(reference)));
        problem = null;
        await KeepAsync();
        StateHasChanged();
    }

    /// <summary>Files were chosen. Answers a number for each that is to be uploaded, 0 for each that is not.</summary>
    [JSInvokable]
    public int[] Choose(ChosenFile[] chosen)
    {
        problem = null;
        var ids = new int[chosen.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            if (files.Count(f => f.Problem is null) >= uploads.Files)
            {
                problem = words.Of(new FieldProblem("Files", "TooManyFiles", uploads.Files));
                break;
            }

            var file = new TrayFile(++lastId, chosen[i].Name, chosen[i].Size);
            file.Problem = chosen[i].Size > uploads.FileBytes ? "Files_TooLong" : null;
            files.Add(file);
            ids[i] = file.Problem is null ? file.Id : 0;
        }

        StateHasChanged();
        return ids;
    }

    /// <summary>How far a file is, in percent.</summary>
    [JSInvokable]
    public void Progress(int id, int percent) => Change(id, f => f.Percent = percent);

    /// <summary>A file has arrived under a reference; or, without one, it did not.</summary>
    [JSInvokable]
    public Task ArrivedAsync(int id, string? reference, int status)
    {
        Change(id, f =>
        {
            f.Reference = reference;
            f.Problem = reference is not null ? null : status == StatusCodes.Status413PayloadTooLarge ? "Files_TooLong" : "Files_Failed";
        });
        return KeepAsync();
    }

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
                // The browser is gone.
            }
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        foreach (var reference in Draft?.Text.Split('\n') ?? [])
        {
            if (uploads.Open(Person.Id, reference) is { } stored)
            {
                files.Add(new TrayFile(++lastId, stored.FileName, stored.Size) { Reference = reference });
            }
            else
            {
                problem = T["Files_Gone"];
            }
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            script = await js.InvokeAsync<IJSObjectReference>("import", "./Cases/FileTray.razor.js");
            await script.InvokeVoidAsync("attach", root, self, StaffFiles.Path, StaffFiles.NameHeader);
        }
    }

    private void Change(int id, Action<TrayFile> change)
    {
        if (files.Find(f => f.Id == id) is { } file)
        {
            change(file);
            StateHasChanged();
        }
    }

    private Task RemoveAsync(TrayFile file)
    {
        files.Remove(file);
        problem = null;
        return KeepAsync();
    }

    private async Task KeepAsync()
    {
        var done = await staff.DoAsync(keep, new KeepDraft.Request(CaseId, Box, string.Join('\n', References)));
        if (!done.Succeeded)
        {
            problem = words.Of(done.Failure);
            StateHasChanged();
        }
    }

    /// <summary>A file as the browser names it.</summary>
    public sealed record ChosenFile(string Name, long Size);

    private sealed record TrayFile(int Id, string Name, long Size)
    {
        public int Percent { get; set; }

        public string? Reference { get; set; }

        public string? Problem { get; set; }
    }
}
