using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace FeedbackHub.App.Queue;

/// <summary>Takes cases for the person, and says so when somebody else was faster.</summary>
public sealed class CaseTaking(
    CurrentStaff staff, ClaimCase claim, ClaimNextCase claimNext, ListQueue list, NavigationManager navigation, ISnackbar snackbar, FailureText words,
    IStringLocalizer<QueueTexts> T)
{
    /// <summary>Takes one case.</summary>
    public async Task ClaimAsync(QueueRow row)
    {
        var done = await staff.DoAsync(claim, new ClaimCase.Request(row.Id));
        if (done.Succeeded)
        {
            snackbar.Add(T["Claimed", row.Number].Value, MudBlazor.Severity.Success);
        }
        else
        {
            Say(done.Failure);
        }
    }

    /// <summary>Takes the most urgent case that is nobody's and opens it; where there is none, opens the most urgent of one's own.</summary>
    public async Task NextAsync()
    {
        var taken = await staff.DoAsync(claimNext, new ClaimNextCase.Request());
        if (taken.Succeeded)
        {
            navigation.NavigateTo(CaseAddress.Of(taken.Value.CaseId));
            return;
        }

        if (taken.Failure is not NothingToTake)
        {
            Say(taken.Failure);
            return;
        }

        var mine = await staff.DoAsync(list, new ListQueue.Request(new QueueFilter(), null, 1));
        if (mine.Succeeded && mine.Value.Rows is [var first, ..])
        {
            snackbar.Add(T["Next_Own"].Value, MudBlazor.Severity.Normal);
            navigation.NavigateTo(CaseAddress.Of(first.Id));
        }
        else
        {
            snackbar.Add(words.Of(taken.Failure), MudBlazor.Severity.Normal);
        }
    }

    private void Say(Failure failure)
    {
        if (failure is SignedOut)
        {
            navigation.NavigateTo(Accounts.SignInPath, forceLoad: true);
            return;
        }

        snackbar.Add(words.Of(failure), MudBlazor.Severity.Warning);
    }
}
