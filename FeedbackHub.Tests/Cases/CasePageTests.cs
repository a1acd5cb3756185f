using Bunit;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components.Web;
using Xunit;

namespace FeedbackHub.Tests.Cases;

[Trait("Kind", "Component")]
public sealed class CasePageTests : IAsyncLifetime
{
    private HubFixture hub = default!;
    private Actor lin = default!;
    private Actor wei = default!;
    private Receipt receipt = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        (lin, wei) = (await hub.HandlerAsync("Lin Hua"), await hub.HandlerAsync("Wei Zhang"));
        receipt = await hub.FileAsync();
        await hub.StartTailAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_case_is_opened_by_number_with_all_that_is_known_and_marked_read()
    {
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);

        Assert.Contains(receipt.Number, page.Find(".case-number").TextContent);
        Assert.Contains("The kettle leaks", page.Find(".message-text").TextContent);
        Assert.Contains("A new one, please.", page.Find(".message-wanted").TextContent);
        Assert.Equal("Take it", page.Find("#case-next").TextContent);
        Assert.Contains("promised to Wang Min for", page.Find(".promise-band").TextContent);
        await page.WaitForAssertionAsync(async () => Assert.Equal(1, await hub.ReadAsync(db => Task.FromResult(
            db.ReadMarks.Where(r => r.StaffId == lin.StaffId && r.CaseId == receipt.CaseId).Select(r => r.Version).SingleOrDefault()))));
    }

    [Fact]
    public async Task What_is_not_ones_own_looks_as_if_it_were_not_there()
    {
        var stranger = await hub.HandlerAsync("Stranger", await hub.DepartmentAsync("Elsewhere"));
        await using var pages = new StaffPages(hub, stranger);

        Assert.NotNull(pages.Case(receipt.Number).FindComponent<NotFoundPage>());
        Assert.NotNull(pages.Case("FH-1999-000001").FindComponent<NotFoundPage>());
    }

    [Fact]
    public async Task A_newer_value_is_shown_beside_what_was_typed_and_either_can_be_chosen()
    {
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        page.Find("[data-field=Place]").Click();
        page.WaitForElement(".record-edit input");
        page.Find(".record-edit input").Change("Kitchen, second floor");
        await hub.EditAsync(wei, receipt, nameof(Case.Place), "Canteen");

        await page.Find(".record-edit").SubmitAsync();

        var conflict = page.Find(".record-conflict");
        Assert.Contains("Wei Zhang", conflict.TextContent);
        Assert.Equal("Canteen", page.Find(".record-theirs").TextContent);
        Assert.Equal("Kitchen, second floor", page.Find(".record-edit input").GetAttribute("value"));
        Assert.Equal("Canteen", (await hub.CaseAsync(receipt.CaseId)).Place);

        await page.Find(".record-edit").SubmitAsync();

        Assert.Equal("Kitchen, second floor", (await hub.CaseAsync(receipt.CaseId)).Place);
        Assert.Empty(page.FindAll(".record-edit"));
    }

    [Fact]
    public async Task Taking_their_value_leaves_it_as_it_is()
    {
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        page.Find("[data-field=Place]").Click();
        page.WaitForElement(".record-edit input");
        page.Find(".record-edit input").Change("Kitchen");
        await hub.EditAsync(wei, receipt, nameof(Case.Place), "Canteen");
        await page.Find(".record-edit").SubmitAsync();

        await page.Find(".record-edit [data-cancel]").ClickAsync(new MouseEventArgs());

        Assert.Equal("Canteen", page.Find("[data-field=Place]").TextContent);
        Assert.Equal("Canteen", (await hub.CaseAsync(receipt.CaseId)).Place);
    }

    [Fact]
    public async Task A_wrong_value_is_told_at_the_field_and_stays_typed()
    {
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        page.Find("[data-field=CustomerEmail]").Click();
        page.WaitForElement(".record-edit input");
        page.Find(".record-edit input").Change("not an address");
        await page.Find(".record-edit").SubmitAsync();

        Assert.Equal("This is no e-mail address.", page.Find(".record-edit .case-problem").TextContent);
        Assert.Equal("not an address", page.Find(".record-edit input").GetAttribute("value"));
    }

    [Fact]
    public async Task What_a_colleague_does_appears_in_place_and_the_composer_is_not_touched()
    {
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        var composer = page.FindComponent<Composer>();
        await composer.InvokeAsync(() => composer.FindComponents<DraftBox>()[0].Instance.KeepAsync("Dear Wang Min, we"));
        var (draws, scripts) = (composer.RenderCount, pages.Drafts.Invocations.Count);
        var boxes = composer.FindComponents<DraftBox>().Select(b => b.RenderCount).ToList();

        await hub.EditAsync(wei, receipt, nameof(Case.Place), "Canteen");

        page.WaitForAssertion(() => Assert.Contains("Place: nothing → Canteen", page.Find(".case-timeline").TextContent));
        Assert.Equal(draws, composer.RenderCount);
        Assert.Equal(boxes, composer.FindComponents<DraftBox>().Select(b => b.RenderCount));
        Assert.Equal(scripts, pages.Drafts.Invocations.Count);
    }

    [Fact]
    public async Task A_message_that_comes_while_one_writes_is_held_up_and_still_leaves_the_text_alone()
    {
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        var composer = page.FindComponent<Composer>();
        await composer.InvokeAsync(() => composer.FindComponents<DraftBox>()[0].Instance.KeepAsync("Dear Wang Min, we"));
        var scripts = pages.Drafts.Invocations.Count;

        await hub.CustomerWritesAsync(receipt, "It has stopped leaking.");

        page.WaitForAssertion(() => Assert.Contains("It has stopped leaking.", page.Find(".newer").TextContent));
        Assert.Contains("It has stopped leaking.", page.Find(".case-timeline").TextContent);
        Assert.Equal(scripts, pages.Drafts.Invocations.Count);
    }

    [Fact]
    public async Task A_stale_reply_is_refused_with_the_new_message_shown_and_can_be_sent_after_reading()
    {
        await hub.ClaimAsync(lin, receipt);
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        var composer = page.FindComponent<Composer>();
        pages.Typed("Please send us the bill.");
        await composer.InvokeAsync(() => composer.FindComponents<DraftBox>()[0].Instance.KeepAsync("Please send us the bill."));
        await hub.NoteAsync(wei, receipt, "The bill is here already.");

        await composer.Find("#box-reply .primary").ClickAsync(new MouseEventArgs());

        Assert.Contains("The bill is here already.", page.Find(".newer.refused").TextContent);
        Assert.DoesNotContain(await hub.JournalOfAsync(receipt.CaseId), j => j.Kind == JournalKind.Replied);
        Assert.DoesNotContain(pages.Drafts.Invocations, i => i.Identifier == "clear");

        await page.Find(".newer.refused .case-button").ClickAsync(new MouseEventArgs());

        Assert.Contains(await hub.JournalOfAsync(receipt.CaseId), j => j.Kind == JournalKind.Replied);
        Assert.Contains(pages.Drafts.Invocations, i => i.Identifier == "clear");
        Assert.Empty(page.FindAll(".newer"));
    }

    [Fact]
    public async Task What_is_typed_is_kept_as_a_draft_and_given_back_when_the_page_is_opened_again()
    {
        await using (var pages = new StaffPages(hub, lin))
        {
            var box = pages.Case(receipt.Number).FindComponents<DraftBox>()[0];
            await box.InvokeAsync(() => box.Instance.KeepAsync("Half a sent"));
            Assert.Contains("Draft kept 09:00", box.Find(".draft-sign").TextContent);
        }

        await using var again = new StaffPages(hub, lin);
        var page = again.Case(receipt.Number);
        page.WaitForAssertion(() => Assert.Contains(again.Drafts.Invocations, i => i.Identifier == "attach" && i.Arguments.Contains("Half a sent")));
    }

    [Fact]
    public async Task Notes_differ_from_messages_by_word_shape_and_class_and_not_by_colour_alone()
    {
        await hub.ClaimAsync(wei, receipt);
        await hub.ReplyAsync(wei, receipt, "We look into it.");
        await hub.NoteAsync(wei, receipt, "Third one this week.");
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);

        var note = page.FindAll(".message").Single(m => m.TextContent.Contains("Third one"));
        Assert.Contains("note", note.ClassList);
        Assert.Contains("internal note", note.TextContent);
        Assert.NotNull(note.QuerySelector(".note-lock"));
        Assert.StartsWith("Internal note by", note.GetAttribute("aria-label"));
        Assert.All(page.FindAll(".message:not(.note)"), m => Assert.Null(m.QuerySelector(".note-lock")));
        Assert.Equal(2, page.FindAll(".message:not(.note)").Count);
    }

    [Fact]
    public async Task A_reason_is_asked_where_it_is_read_later_and_what_was_typed_stays()
    {
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        page.FindAll(".case-menu button").Single(b => b.TextContent == "Do not accept…").Click();
        page.WaitForElement("dialog form");

        await page.Find("dialog form").SubmitAsync();
        Assert.Equal("Say why.", page.Find("dialog .case-problem").TextContent);

        pages.Typed("We sell no kettles.");
        await page.Find("dialog form").SubmitAsync();

        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal(CaseState.NotAccepted, (await hub.CaseAsync(receipt.CaseId)).State);
        Assert.Contains("We sell no kettles.", page.Find(".case-timeline").TextContent);
    }

    [Fact]
    public async Task The_person_complained_about_is_never_offered_a_case()
    {
        await hub.ConcernsAsync(receipt.CaseId, wei.StaffId!.Value);
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        page.FindAll(".case-menu button").Single(b => b.TextContent == "Assign…").Click();
        page.WaitForElement(".assign-list [value]");

        Assert.Contains("Lin Hua", page.Find(".assign-list").TextContent);
        Assert.DoesNotContain("Wei Zhang", page.Find(".assign-list").TextContent);
    }

    [Fact]
    public async Task A_duplicate_is_looked_up_and_shown_before_it_is_said()
    {
        var original = await hub.FileAsync(f => f with { Description = "The same kettle again." });
        await using var pages = new StaffPages(hub, lin);
        var page = pages.Case(receipt.Number);
        page.FindAll(".case-menu button").Single(b => b.TextContent == "Duplicate of…").Click();
        page.WaitForElement("dialog form");
        page.Find("dialog input").Input("FH-2026-999999");
        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("no such case", page.Find("dialog .case-problem").TextContent);

        page.Find("dialog input").Input(original.Number.ToLowerInvariant());
        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("The same kettle again.", page.Find(".case-found").TextContent);
        Assert.Equal(CaseState.New, (await hub.CaseAsync(receipt.CaseId)).State);

        await page.Find("dialog form").SubmitAsync();
        Assert.Equal(original.CaseId, (await hub.CaseAsync(receipt.CaseId)).DuplicateOfId);
    }

    [Fact]
    public async Task Changes_are_told_in_the_readers_language()
    {
        await hub.EditAsync(wei, receipt, nameof(Case.Kind), nameof(CaseKind.Suggestion));
        await using var pages = new StaffPages(hub, lin, Languages.Chinese);

        Assert.Contains("类型：投诉 → 建议", pages.Case(receipt.Number).Find(".case-timeline").TextContent);
    }
}
