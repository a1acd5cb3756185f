using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

public class SearchExcerptTests
{
    [Theory]
    [InlineData("kettle", "My old kettle leaks.", "My old [kettle] leaks.")]
    [InlineData("KET", "My old Kettles leak.", "My old [Kettles] leak.")]
    [InlineData("ｋｅｔｔｌｅ", "Ｋｅｔｔｌｅ ok", "[Ｋｅｔｔｌｅ] ok")]
    [InlineData("我要退款", "您好，我要退款，马上退款。", "您好，[我要退款]，马上[退款]。")]
    [InlineData("退", "退货和退款", "[退]货和[退]款")]
    [InlineData("iPhone退款", "我的iPhone要退款", "我的[iPhone]要[退款]")]
    [InlineData("zoë", "Zoe\u0308 said", "[Zoe\u0308] said")]
    [InlineData("b", "<mark>a</mark>\r\n\t<b>", "<mark>a</mark> <[b]>")]
    public void Words_are_marked_as_they_stand_in_the_text(string typed, string text, string expected) =>
        Assert.Equal(expected, Said(SearchExcerpts.Of(SearchQuestion.In(typed), new SearchText { Description = text }, []).Single()));

    [Fact]
    public void A_long_text_is_cut_around_what_was_found()
    {
        var text = string.Concat(Enumerable.Repeat("before it ", 100)) + "the kettle " + string.Concat(Enumerable.Repeat("after it ", 100));

        var said = Said(SearchExcerpts.Of(SearchQuestion.In("kettle"), new SearchText { Description = text }, []).Single());

        Assert.StartsWith("…", said);
        Assert.EndsWith("…", said);
        Assert.Contains("the [kettle] after", said);
        Assert.InRange(said.IndexOf('[', StringComparison.Ordinal), 5, 40);
        Assert.True(said.Length < 130, said);
    }

    [Fact]
    public void Chinese_and_characters_of_two_halves_are_never_cut_in_two()
    {
        for (var before = 0; before < 30; before++)
        {
            var text = string.Concat(Enumerable.Repeat("😀", before)) + "退款" + string.Concat(Enumerable.Repeat("😀", 80 + before)) + "a";
            var said = Said(SearchExcerpts.Of(SearchQuestion.In("退款"), new SearchText { Description = text }, []).Single());
            Assert.Contains("[退款]", said);
            Assert.Equal(said, string.Concat(said.EnumerateRunes().Where(r => r.Value != 0xFFFD)));
        }
    }

    [Fact]
    public void The_subject_comes_whole_and_a_second_excerpt_only_for_words_the_first_lacks()
    {
        var text = new SearchText { Subject = "Kettle", Description = "A kettle. The kettle!", Place = "Kettle street", CustomerName = "Zoë" };

        var excerpts = SearchExcerpts.Of(SearchQuestion.In("kettle zoë"), text, [(ExcerptOf.Message, "Kettle again")]);

        Assert.Equal([ExcerptOf.Subject, ExcerptOf.Description, ExcerptOf.Customer], excerpts.Select(e => e.Of));
        Assert.Equal("A [kettle]. The [kettle]!", Said(excerpts[1]));
    }

    [Fact]
    public async Task A_found_row_says_why_from_messages_and_notes_too_and_is_equal_to_itself_read_again()
    {
        await using var hub = await HubFixture.StartAsync();
        var handler = await hub.HandlerAsync();
        var filed = (await hub.FileAsync()).CaseId;
        await hub.Use<AddCustomerMessage>().ExecuteAsync(Actor.Customer(filed, "W"), new(filed, new string('x', 3000) + " far away 远处的词 " + new string('y', 3000), "k"));
        await hub.Use<AddNote>().ExecuteAsync(handler, new(filed, "A hiddennote."));

        Assert.Contains((ExcerptOf.Message, "远处的词"), await FoundAsync(hub, handler, "远处的词"));
        Assert.Contains((ExcerptOf.Note, "hiddennote"), await FoundAsync(hub, handler, "hidden"));
        Assert.Contains((ExcerptOf.Customer, "wang"), (await FoundAsync(hub, handler, "wang.min@example.com")));
        var filter = new QueueFilter { Words = "hidden" };
        var listed = (await hub.Use<ListQueue>().ExecuteAsync(handler, new(filter))).Value.Rows.Single();
        var again = (await hub.Use<ReadQueueRows>().ExecuteAsync(handler, new(filter, [filed]))).Value.Single();
        Assert.Equal(listed, again with { Place = listed.Place });
    }

    [Fact]
    public async Task Nobody_finds_or_reads_a_part_of_what_they_may_not_see()
    {
        await using var hub = await HubFixture.StartAsync();
        var elsewhere = await hub.DepartmentAsync("Elsewhere");
        var (stranger, concerned) = (await hub.HandlerAsync("Stranger", elsewhere), await hub.SupervisorAsync("Concerned"));
        var filed = (await hub.FileAsync(f => f with { Description = "secretword 秘密" })).CaseId;
        await hub.ConcernsAsync(filed, concerned.StaffId!.Value);
        foreach (var actor in new[] { stranger, concerned, Actor.Program(1, "Other", ApiScopes.Read, [elsewhere]) })
        {
            foreach (var words in new[] { "secretword", "秘密", (await hub.CaseAsync(filed)).Number })
            {
                var filter = new QueueFilter { Words = words };
                Assert.Empty((await hub.Use<ListQueue>().ExecuteAsync(actor, new(filter))).Value.Rows);
                Assert.Empty((await hub.Use<ReadQueueRows>().ExecuteAsync(actor, new(filter, [filed]))).Value);
            }
        }

        Assert.IsType<NotAllowed>((await hub.Use<ListQueue>().ExecuteAsync(Actor.Customer(filed, "W"), new(new QueueFilter { Words = "secretword" }))).Failure);
    }

    private static async Task<List<(ExcerptOf Of, string Text)>> FoundAsync(HubFixture hub, Actor actor, string words) =>
    [
        .. (await hub.Use<ListQueue>().ExecuteAsync(actor, new(new QueueFilter { Words = words }))).Value.Rows.Single().Excerpts!
            .SelectMany(e => e.Parts.Where(p => p.Found).Select(p => (e.Of, p.Text))),
    ];

    private static string Said(Excerpt excerpt) => string.Concat(excerpt.Parts.Select(p => p.Found ? $"[{p.Text}]" : p.Text));
}
