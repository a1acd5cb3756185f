using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Cases;

/// <summary>Decides a case: what the customer is told, what it comes to, what was decided, and what they get.</summary>
public sealed partial class ResolveDialog(CaseAnswers answers, FailureText words, IStringLocalizer<CasePageTexts> T, IStringLocalizer<CaseWords> W)
{
    private DraftBox? message;
    private IReadOnlyList<NewerMessage> newer = [];
    private long? seen;
    private Failure? failure;
    private string? general;
    private bool busy;

    /// <summary>The case.</summary>
    [Parameter, EditorRequired] public CaseView View { get; set; } = default!;

    /// <summary>What is written so far.</summary>
    [Parameter, EditorRequired] public Resolution Begun { get; set; } = default!;

    /// <summary>The newest message the writer had seen when it was opened.</summary>
    [Parameter] public long? Seen { get; set; }

    /// <summary>References of the files that go along.</summary>
    [Parameter] public IReadOnlyList<string> Files { get; set; } = [];

    /// <summary>What had been written meanwhile was read.</summary>
    [Parameter] public EventCallback OnRead { get; set; }

    /// <summary>It was done (true) or left.</summary>
    [Parameter] public EventCallback<bool> OnClose { get; set; }

    private bool UnderReview => View.Review == ReviewStage.Asked;

    /// <summary>A complaint is told what it comes to; anything else only where that means something.</summary>
    private bool Required => UnderReview || View[nameof(Case.Kind)] == nameof(CaseKind.Complaint);

    /// <inheritdoc />
    protected override void OnInitialized() => seen = Seen;

    private string? Problem(string field) => words.Of(failure, field);

    private async Task Look()
    {
        seen = newer.Count > 0 ? newer[^1].Id : seen;
        newer = [];
        await OnRead.InvokeAsync();
    }

    private async Task SendAnywayAsync()
    {
        await Look();
        await SendAsync();
    }

    private async Task SendAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var text = await message!.TextAsync();
        var done = await answers.ResolveAsync(View.Id, new Answer(text, seen, Files), Begun);
        busy = false;
        failure = done.Failure;
        newer = failure is WrittenSince since ? since.Since : [];
        general = failure is null or Invalid or WrittenSince ? null : words.Of(failure);
        if (done.Succeeded)
        {
            await message.ClearAsync(text);
            await OnClose.InvokeAsync(true);
        }
    }
}
