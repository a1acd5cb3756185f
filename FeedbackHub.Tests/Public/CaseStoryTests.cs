using System.Globalization;
using Bunit;
using FeedbackHub.App.Public;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Cases;
using FeedbackHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Public;

[Trait("Kind", "Component")]
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

    [Theory]
    [InlineData(CaseState.New)]
    [InlineData(CaseState.Accepted)]
    [InlineData(CaseState.Assigned)]
    [InlineData(CaseState.InProgress)]
    [InlineData(CaseState.WaitingForCustomer)]
    [InlineData(CaseState.Resolved)]
    [InlineData(CaseState.Reopened)]
    public async Task What_is_done_stands_before_the_step_it_is_at_and_what_is_to_come_after_it(CaseState state)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await using var hub = await HubFixture.StartAsync();
        var (receipt, handler) = (await hub.FileAsync(), await hub.HandlerAsync());
        var customer = Actor.Customer(receipt.CaseId, "Wang Min");
        for (var answered = 0; answered < 3; answered++)
        {
            if (answered > 0)
            {
                await hub.ReplyAsync(handler, receipt);
            }

            if (answered > 1)
            {
                await CaseMoves.PutAsync(hub, receipt.CaseId, CaseState.InProgress);
                await hub.ResolveAsync(handler, receipt);
                Assert.Null((await hub.Use<AnswerSolved>().ExecuteAsync(customer, new(receipt.CaseId, false, "It leaks."))).Failure);
            }

            await CaseMoves.PutAsync(hub, receipt.CaseId, state);
            var steps = CaseStory.Steps((await hub.Use<ReadTrackedCase>().ExecuteAsync(customer, new(receipt.CaseId))).Value);

            Assert.Equal(steps.Select(s => s.State).Order(), steps.Select(s => s.State));
            Assert.Single(steps, s => s.State == TrackStepState.Current);
            Assert.Equal(steps.Count, steps.DistinctBy(s => s.Kind).Count());
        }
    }

    [Fact]
    public async Task A_case_said_to_be_solved_reads_as_a_fact_and_no_longer_as_a_promise()
    {
        await using var hub = await HubFixture.StartAsync();
        var (receipt, handler) = (await hub.FileAsync(), await hub.HandlerAsync());
        await hub.Use<ResolveCase>().ExecuteAsync(handler, new(receipt.CaseId, "A new one is on its way.", "Replace it.", "", null) { Outcome = Outcome.Accepted });

        Assert.Contains("Reported solved, today, 09:00", await StepsAsync(hub, receipt.CaseId), StringComparison.Ordinal);

        await hub.Use<CloseCase>().ExecuteAsync(handler, new(receipt.CaseId));
        Assert.Contains("Closed, today, 09:00", await StepsAsync(hub, receipt.CaseId), StringComparison.Ordinal);
    }

    private static async Task<string> StepsAsync(HubFixture hub, long caseId)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var seen = (await hub.Use<ReadTrackedCase>().ExecuteAsync(Actor.Customer(caseId, "Wang Min"), new(caseId))).Value;
        await using var page = new BunitContext();
        page.Services.AddLocalization();
        var clock = PublicClock.In(null, DateTimeZoneProviders.Tzdb["Asia/Shanghai"], hub.Database.Now);
        var time = new PublicTime(page.Services.GetRequiredService<IStringLocalizer<PublicTexts>>(), clock);
        var steps = page.Render<TrackSteps>(p => p.Add(s => s.Steps, CaseStory.Steps(seen)).Add(s => s.Time, time));
        return string.Join(' ', steps.Find("ol").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
