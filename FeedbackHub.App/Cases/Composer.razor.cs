using FeedbackHub.App.Access;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>
/// Where handlers write: to the customer, or a note. Drawn anew only when something of its own changes; what others write
/// meanwhile is shown above it, and nothing is sent past it unread.
/// </summary>
public sealed partial class Composer(CurrentStaff staff, ReadDrafts readDrafts, CaseAnswers answers, FailureText words, IStringLocalizer<CasePageTexts> T)
{
    /// <summary>The box for the customer.</summary>
    public const string Reply = "reply";

    /// <summary>The box for notes.</summary>
    public const string Note = "note";

    private const string SendKeys = "Ctrl ⏎";

    private IReadOnlyList<DraftView>? drafts;
    private DraftBox? reply;
    private DraftBox? note;
    private FileTray? replyFiles;
    private FileTray? noteFiles;
    private Resolution? resolution;
    private SeenMessages seen = default!;
    private (bool Reply, bool Ask, bool Resolve) can;
    private object? drawn;
    private Sending last;
    private string box = Reply;
    private string? focus;
    private string? problem;
    private long caseId;
    private bool hasText;
    private bool busy;
    private bool resolving;

    private enum Sending
    {
        Reply,
        Ask,
        Note,
    }

    /// <summary>The case. Its parts are read where they are needed, so that a live update alone draws nothing here.</summary>
    [Parameter, EditorRequired] public CaseDesk Desk { get; set; } = default!;

    /// <summary>Rises when the desk shows something else.</summary>
    [Parameter, EditorRequired] public int Shown { get; set; }

    /// <summary>Somebody is writing.</summary>
    [Parameter] public EventCallback OnWriting { get; set; }

    /// <summary>Something was sent.</summary>
    [Parameter] public EventCallback OnSent { get; set; }

    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    /// <summary>Shows a box and puts the cursor into it.</summary>
    public async Task FocusAsync(string wanted)
    {
        (box, focus) = (wanted, wanted);
        StateHasChanged();
        await Task.Yield();
        StateHasChanged();
    }

    /// <summary>Opens the dialog that decides the case, with what stands in the reply box as its message, or what was last written in the dialog itself.</summary>
    public async Task OpenResolveAsync()
    {
        var text = reply is null ? "" : await reply.TextAsync();
        resolution = new Resolution(Desk.View!, text, await ReadDraftsAsync(), resolution);
        resolving = true;
        StateHasChanged();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        caseId = Desk.View!.Id;
        seen = new SeenMessages(Desk, Person.Id);
        drafts = await ReadDraftsAsync();
        hasText = DraftOf(Reply) is not null;
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Desk.View is { } view)
        {
            // Whoever answers a case that nobody has started takes it with the answer.
            var starts = view.Actions.Contains(CaseAction.Claim) && view.State is (CaseState.New or CaseState.Accepted or CaseState.Assigned);
            can = (starts || view.Actions.Contains(CaseAction.Reply), starts || view.Actions.Contains(CaseAction.Ask), starts || view.Actions.Contains(CaseAction.Resolve));
        }

        seen.Look(hasText);
    }

    /// <inheritdoc />
    protected override bool ShouldRender()
    {
        var now = (drafts, box, focus, problem, seen.Newer.Count == 0 ? 0 : seen.Newer[^1].Id, seen.Refused, busy, resolving, can, resolving ? Desk.View : null);
        var draw = !now.Equals(drawn);
        drawn = now;
        return draw;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is { } wanted && (wanted == Note ? note : reply) is { } target)
        {
            focus = null;
            await target.FocusAsync();
        }
    }

    private async Task<IReadOnlyList<DraftView>> ReadDraftsAsync() =>
        await staff.DoAsync(readDrafts, new ReadDrafts.Request(caseId)) is { Succeeded: true } read ? read.Value : [];

    private DraftView? DraftOf(string name) => drafts?.FirstOrDefault(d => d.Box == name);

    private Task TypedAsync(bool text) => text ? OnWriting.InvokeAsync() : Task.CompletedTask;

    private async Task ReplyTypedAsync(bool text)
    {
        hasText = text;
        seen.Look(hasText);
        await TypedAsync(text);
    }

    private void Read()
    {
        seen.Read();
        problem = null;
    }

    private Task SendAnywayAsync()
    {
        Read();
        return SendAsync(last);
    }

    private async Task SendAsync(Sending sending)
    {
        var (draft, files) = sending == Sending.Note ? (note!, noteFiles!) : (reply!, replyFiles!);
        if (busy || (sending == Sending.Reply && !can.Reply))
        {
            return;
        }

        if (files.Uploading)
        {
            problem = T["Files_Uploading"];
            return;
        }

        (busy, problem, last) = (true, null, sending);
        var answer = new Answer(await draft.TextAsync(), seen.Last, files.References);
        var done = await (sending switch
        {
            Sending.Note => answers.NoteAsync(caseId, answer),
            Sending.Ask => answers.AskAsync(caseId, answer),
            _ => answers.ReplyAsync(caseId, answer),
        });
        busy = false;
        if (done.Succeeded)
        {
            await SentAsync(draft, files, answer);
        }
        else if (done.Failure is WrittenSince since)
        {
            seen.Refuse(since);
        }
        else
        {
            problem = words.Of(done.Failure);
        }
    }

    private async Task SentAsync(DraftBox draft, FileTray files, Answer sent)
    {
        await draft.ClearAsync(sent.Text);
        await files.ClearAsync(sent.Files);
        await OnSent.InvokeAsync();
    }

    private async Task ResolvedAsync(bool done)
    {
        resolving = false;
        if (done)
        {
            resolution = null;
            await SentAsync(reply!, replyFiles!, new Answer(await reply!.TextAsync(), null, replyFiles!.References));
        }
    }
}
