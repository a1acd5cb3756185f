using Bunit;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Queue;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Cases;

/// <summary>What is typed into the case page, and that none of it is lost.</summary>
[Trait("Kind", "Component")]
public sealed class ComposerTests : IAsyncLifetime
{
    private HubFixture hub = default!;
    private Actor lin = default!;
    private Receipt receipt = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        lin = await hub.HandlerAsync("Lin Hua");
        receipt = await hub.FileAsync();
        await hub.StartTailAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task What_is_typed_while_a_reply_is_on_its_way_stays_and_is_kept()
    {
        await hub.ClaimAsync(lin, receipt);
        await using var pages = new StaffPages(hub, lin);
        pages.Typed("We look into it.");
        pages.Drafts.Setup<string>("clear", i => i.Arguments.Contains("We look into it.")).SetResult("And one thing more");
        var composer = pages.Case(receipt.Number).FindComponent<Composer>();

        await composer.Find("#box-reply .primary").ClickAsync(new MouseEventArgs());

        var draft = Assert.Single((await hub.Use<ReadDrafts>().ExecuteAsync(lin, new(receipt.CaseId))).Value);
        Assert.Equal((Composer.Reply, "And one thing more"), (draft.Box, draft.Text));
    }

    [Fact]
    public async Task Whoever_leaves_the_resolution_half_written_finds_all_of_it_again()
    {
        await hub.ClaimAsync(lin, receipt);
        await using var pages = new StaffPages(hub, lin);
        pages.Typed("Dear Wang Min,");
        var page = pages.Case(receipt.Number);
        var composer = page.FindComponent<Composer>();
        await KeepAsync(composer, Composer.Reply, "Dear Wang Min,");
        await composer.InvokeAsync(composer.Instance.OpenResolveAsync);
        Assert.Equal("Dear Wang Min,", Box(composer, Resolution.Box).Draft?.Text);
        hub.Time.Advance(TimeSpan.FromMinutes(1));
        await KeepAsync(composer, Resolution.Box, "Dear Wang Min, a new one is on its way.");
        page.Find("dialog .case-field textarea[rows='2']").Input("Replace it.");
        page.Find("dialog .case-field input").Input("One kettle");

        await page.Find("dialog [data-cancel]").ClickAsync(new MouseEventArgs());
        await composer.InvokeAsync(composer.Instance.OpenResolveAsync);

        Assert.Equal("Dear Wang Min, a new one is on its way.", Box(composer, Resolution.Box).Draft?.Text);
        Assert.Equal("Replace it.", page.Find("dialog .case-field textarea[rows='2']").GetAttribute("value"));
        Assert.Equal("One kettle", page.Find("dialog .case-field input").GetAttribute("value"));
    }

    [Theory]
    [InlineData(Languages.English, "Accepted", "Accepted in part", "Rejected", "Say what it comes to: accepted, in part, or rejected.")]
    [InlineData(Languages.Chinese, "成立", "部分成立", "不成立", "请选择处理结论：成立、部分成立或不成立。")]
    public async Task A_complaint_is_resolved_with_one_of_three_outcomes_and_not_without(string language, string accepted, string partly, string rejected, string missing)
    {
        await hub.ClaimAsync(lin, receipt);
        await using var pages = new StaffPages(hub, lin, language);
        pages.Typed("Dear Wang Min, it is as you say, in part.");
        var page = pages.Case(receipt.Number);
        var composer = page.FindComponent<Composer>();
        await composer.InvokeAsync(composer.Instance.OpenResolveAsync);
        Assert.Equal([accepted, partly, rejected], page.FindAll(".resolve-outcome label").Select(l => l.TextContent.Trim()));
        page.Find("dialog .case-field textarea[rows='2']").Input("Half of it is paid back.");

        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(missing, page.Find(".resolve-outcome [role='alert']").TextContent));
        Assert.Equal(CaseState.InProgress, (await hub.CaseAsync(receipt.CaseId)).State);

        page.Find(".resolve-outcome input[value='PartlyAccepted']").Change("PartlyAccepted");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("dialog")));
        Assert.Equal((CaseState.Resolved, Outcome.PartlyAccepted), ((await hub.CaseAsync(receipt.CaseId)).State, (await hub.CaseAsync(receipt.CaseId)).Outcome));
    }

    [Theory]
    [InlineData("", "Reply", "Resolution", 1, "Resolution")]
    [InlineData("Reply", "Reply", "Resolution", 1, "Resolution")]
    [InlineData("Reply", "Reply", "Resolution", -1, "Reply")]
    [InlineData("Reply, changed since", "Reply", "Resolution", 1, "Reply, changed since")]
    [InlineData("Reply", "Reply", null, 0, "Reply")]
    [InlineData("", "Reply", null, 0, null)]
    public async Task A_resolution_begins_with_what_was_written_last(string typed, string reply, string? left, int minutesLater, string? begins)
    {
        var at = Instant.FromDateTimeOffset(HubFixture.MondayMorning);
        var view = (await hub.Use<ReadCase>().ExecuteAsync(lin, new(receipt.CaseId))).Value;
        List<DraftView> drafts = [new(Composer.Reply, reply, at)];
        if (left is not null)
        {
            drafts.Add(new(Resolution.Box, left, at + Duration.FromMinutes(minutesLater)));
        }

        Assert.Equal(begins, new Resolution(view, typed, drafts, null).Message?.Text);
    }

    [Fact]
    public async Task Whoever_turns_out_to_be_complained_about_sees_the_case_go_from_their_open_page()
    {
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);

        await hub.ConcernsAsync(receipt.CaseId, lin.StaffId!.Value);

        page.WaitForAssertion(() => Assert.NotNull(page.FindComponent<NotFoundPage>()));
        Assert.Empty(page.FindAll(".case-timeline"));
    }

    [Fact]
    public async Task Whoever_sends_a_case_back_to_where_they_cannot_see_it_goes_on_with_their_queue()
    {
        var elsewhere = await hub.DepartmentAsync("Elsewhere");
        var rui = await hub.HandlerAsync("Rui", elsewhere);
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        page.FindAll(".case-menu button").Single(b => b.TextContent == "Assign…").Click();
        page.WaitForElement($"dialog option[value='{elsewhere}']");
        page.Find("dialog select").Change($"{elsewhere}");
        page.Find("dialog textarea").Input("Theirs to answer.");
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(elsewhere, (await hub.CaseAsync(receipt.CaseId)).DepartmentId);

        // Until it is accepted there it is still Lin's to answer for.
        page.WaitForAssertion(() => Assert.Contains("until the hand-over is accepted", page.Find(".case-side").TextContent, StringComparison.Ordinal));
        await using var theirs = new StaffPages(hub, rui);
        theirs.Typed("Not ours.");
        var sendBack = theirs.Case(receipt.Number);
        await sendBack.InvokeAsync(() => sendBack.FindAll(".case-menu button").Single(b => b.TextContent == "Send back…").Click());
        sendBack.WaitForElement("dialog form");
        await sendBack.Find("dialog form").SubmitAsync();
        sendBack.WaitForAssertion(() => Assert.EndsWith(QueueAddress.Of(QueueView.Mine), theirs.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    private static DraftBox Box(IRenderedComponent<Composer> composer, string name) =>
        composer.FindComponents<DraftBox>().Single(b => b.Instance.Box == name).Instance;

    private static Task KeepAsync(IRenderedComponent<Composer> composer, string name, string text) =>
        composer.InvokeAsync(() => Box(composer, name).KeepAsync(text));
}
