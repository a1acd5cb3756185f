using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Live;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using MudBlazor;

namespace FeedbackHub.App.Queue;

/// <summary>
/// Tells the person when somebody gives them a case, on whatever staff page they are: a toast that opens it, and, where they
/// allowed it and look elsewhere, a notification of the browser.
/// </summary>
public sealed class AssignmentNews(
    CurrentStaff staff, LiveSession live, ReadQueueRows read, NavigationManager navigation, ISnackbar snackbar, IJSRuntime js, IStringLocalizer<QueueTexts> T)
    : ComponentBase, IDisposable
{
    /// <summary>More than this at once are told as one.</summary>
    private const int Single = 3;

    private IDisposable? subscription;

    [CascadingParameter] private SignedIn Person { get; set; } = default!;

    /// <summary>True where an update means that somebody else gave a case to this person.</summary>
    public static bool IsGivenTo(LiveUpdate update, long me) =>
        update is { Kind: JournalKind.Assigned or JournalKind.Returned, CaseId: not null }
        && update.HandlerId == me
        && update.FromHandlerId != me
        && !(update.ActorKind == ActorKind.Staff && update.ActorId == me);

    /// <inheritdoc />
    public void Dispose() => subscription?.Dispose();

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (Person.Can(Permissions.CasesRead))
        {
            subscription = live.Subscribe(updates => InvokeAsync(() => TellAsync(updates)));
        }
    }

    private async Task TellAsync(IReadOnlyList<LiveUpdate> updates)
    {
        var given = updates.Where(u => IsGivenTo(u, Person.Id)).Select(u => u.CaseId!.Value).Distinct().ToList();
        if (given.Count == 0 || await staff.DoAsync(read, new ReadQueueRows.Request(new QueueFilter { View = QueueView.Mine }, given)) is not { Succeeded: true } answer)
        {
            return;
        }

        var rows = answer.Value;
        if (rows.Count > Single)
        {
            await TellAsync(T["Given_Many", rows.Count], "", QueueAddress.Of(QueueView.Mine));
            return;
        }

        foreach (var row in rows)
        {
            await TellAsync(T["Given"], $"{row.Number} · {row.Subject}", CaseAddress.Of(row.Id));
        }
    }

    private async Task TellAsync(string title, string text, string address)
    {
        snackbar.Add(text.Length == 0 ? title : T["Given_Line", title, text].Value, MudBlazor.Severity.Normal, options =>
        {
            options.Action = T["Given_Open"];
            options.ActionColor = Color.Primary;
            options.VisibleStateDuration = 15000;
            options.OnClick = _ =>
            {
                navigation.NavigateTo(address);
                return Task.CompletedTask;
            };
        });
        try
        {
            await js.InvokeVoidAsync("feedbackHub.notify", title, text, address);
        }
        catch (Exception problem) when (problem is JSDisconnectedException or JSException or TaskCanceledException)
        {
            // The toast is there when they come back.
        }
    }
}
