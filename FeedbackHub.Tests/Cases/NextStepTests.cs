using FeedbackHub.App.Cases;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Cases;

public class NextStepTests
{
    [Fact]
    public async Task Each_state_offers_the_step_that_makes_sense_and_nothing_that_is_not_possible()
    {
        await using var hub = await HubFixture.StartAsync();
        var lin = await hub.HandlerAsync("Lin Hua");
        var receipt = await hub.FileAsync();

        async Task ExpectAsync(string sentence, Step? primary, params Step[] among)
        {
            var view = await hub.ViewAsync(lin, receipt);
            var next = NextStep.Of(view, lin.StaffId!.Value);
            Assert.Equal($"Next_{sentence}", next.Sentence);
            Assert.Equal(primary, next.Primary);
            Assert.All(among, step => Assert.Contains(step, next.Others));
            Assert.DoesNotContain(next.Others, step => step == primary);
        }

        await ExpectAsync("New", Step.Take, Step.Accept, Step.Assign, Step.Refuse, Step.Duplicate, Step.Withdraw);
        await hub.ClaimAsync(lin, receipt);
        await ExpectAsync("InProgressReply", Step.Reply, Step.Resolve, Step.Assign);
        await hub.ReplyAsync(lin, receipt);
        await ExpectAsync("InProgress", Step.Resolve, Step.Reply);
        await hub.AskAsync(lin, receipt);
        await ExpectAsync("Waiting", null, Step.Reply, Step.Resolve);
        await hub.CustomerWritesAsync(receipt);
        await ExpectAsync("CustomerWrote", Step.Reply, Step.NoAnswerNeeded, Step.Resolve);
        await hub.ResolveAsync(lin, receipt);
        await ExpectAsync("Resolved", Step.Close, Step.Reopen);
        await hub.CloseAsync(lin, receipt);
        await ExpectAsync("Ended", null, Step.Reopen);
        await hub.Use<ReopenCase>().ExecuteAsync(lin, new ReopenCase.Request(receipt.CaseId, "It leaks again."));
        await ExpectAsync("Reopened", Step.Start, Step.Reply);
    }

    [Fact]
    public async Task A_case_given_to_somebody_offers_them_to_start_and_others_to_wait()
    {
        await using var hub = await HubFixture.StartAsync();
        var (lin, wei) = (await hub.HandlerAsync("Lin Hua"), await hub.HandlerAsync("Wei Zhang"));
        var receipt = await hub.FileAsync();
        await hub.Use<AssignCase>().ExecuteAsync(lin, new AssignCase.Request(receipt.CaseId, null, wei.StaffId));

        Assert.Equal(Step.Start, NextStep.Of(await hub.ViewAsync(wei, receipt), wei.StaffId!.Value).Primary);
        var lins = NextStep.Of(await hub.ViewAsync(lin, receipt), lin.StaffId!.Value);
        Assert.Null(lins.Primary);
        Assert.Equal("Next_AssignedOther", lins.Sentence);
        Assert.DoesNotContain(Step.Take, lins.Others);
    }

    [Fact]
    public async Task Whoever_only_reads_is_offered_nothing()
    {
        await using var hub = await HubFixture.StartAsync();
        var auditor = await hub.AuditorAsync();

        var next = NextStep.Of(await hub.ViewAsync(auditor, await hub.FileAsync()), auditor.StaffId!.Value);

        Assert.Null(next.Primary);
        Assert.Empty(next.Others);
    }
}
