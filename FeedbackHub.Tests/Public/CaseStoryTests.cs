using System.Globalization;
using FeedbackHub.App.Public;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Public;

public sealed class CaseStoryTests
{
    [Fact]
    public async Task What_was_answered_stands_before_what_is_waited_for_and_what_is_owed_after_it()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await using var hub = await HubFixture.StartAsync();
        var receipt = await hub.FileAsync();
        await hub.Use<AskCustomer>().ExecuteAsync(await hub.HandlerAsync(), new(receipt.CaseId, "Which flat?", null));

        var seen = (await hub.Use<ReadTrackedCase>().ExecuteAsync(Actor.Customer(receipt.CaseId, "Wang Min"), new(receipt.CaseId))).Value;

        Assert.Equal(
            [
                (TrackStepKind.Received, TrackStepState.Done), (TrackStepKind.WithDepartment, TrackStepState.Done), (TrackStepKind.Answered, TrackStepState.Done),
                (TrackStepKind.WaitingForYou, TrackStepState.Current), (TrackStepKind.Solved, TrackStepState.Ahead), (TrackStepKind.Closed, TrackStepState.Ahead),
            ],
            CaseStory.Steps(seen).Select(s => (s.Kind, s.State)));
    }
}
