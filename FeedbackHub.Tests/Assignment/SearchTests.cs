using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

public class SearchTests
{
    [Theory]
    [InlineData("退款", "refund")]
    [InlineData("退", "refund return")]
    [InlineData("退货", "return")]
    [InlineData("货退", "")]
    [InlineData("我要退款", "refund")]
    [InlineData("水壶 退款", "refund")]
    [InlineData("kettle", "english mixed")]
    [InlineData("KETTLE", "english mixed")]
    [InlineData("kett", "english mixed")]
    [InlineData("leaking kett", "english")]
    [InlineData("kett leaking", "")]
    [InlineData("ettle", "")]
    [InlineData("水壶kettle", "mixed")]
    [InlineData("ｋｅｔｔｌｅ", "english mixed")]
    [InlineData("Zoë", "english")]
    [InlineData("\"kettle\" OR NOT *", "")]
    [InlineData("NEAR(kettle", "")]
    [InlineData("kett*", "english mixed")]
    [InlineData("(kettle)", "english mixed")]
    [InlineData("'kettle'", "english mixed")]
    [InlineData("ｆｈ－２０２６－０００００２", "return")]
    [InlineData("FH2026000002", "return")]
    [InlineData("   ", "refund return english mixed")]
    [InlineData("!?。，", "")]
    [InlineData("FH-2026-000002", "return")]
    [InlineData(" fh-2026-000002 ", "return")]
    [InlineData("fh-2026-2", "return")]
    [InlineData("2", "return")]
    [InlineData("2026", "")]
    [InlineData("000002", "return")]
    [InlineData("77", "")]
    [InlineData("secondmessage", "refund")]
    [InlineData("hiddennote", "return")]
    [InlineData("decidedword", "mixed")]
    public async Task Words_and_numbers_find_what_a_person_would_expect(string words, string expected)
    {
        await using var hub = await HubFixture.StartAsync();
        var handler = await hub.HandlerAsync();
        var names = new Dictionary<long, string>
        {
            [(await hub.FileAsync(f => f with { Description = "水壶漏水，我要退款。" })).CaseId] = "refund",
            [(await hub.FileAsync(f => f with { Description = "我想退货，不要了。" })).CaseId] = "return",
            [(await hub.FileAsync(f => f with { Description = "My leaking kettle, Zoë said.", Name = "Zoë" })).CaseId] = "english",
            [(await hub.FileAsync(f => f with { Description = "我的水壶Kettle坏了" })).CaseId] = "mixed",
        };
        var ids = names.ToDictionary(n => n.Value, n => n.Key);
        await hub.Use<AddCustomerMessage>().ExecuteAsync(Actor.Customer(ids["refund"], "W"), new(ids["refund"], "secondmessage", "k"));
        await hub.Use<AddNote>().ExecuteAsync(handler, new(ids["return"], "hiddennote"));
        await hub.Use<ResolveCase>().ExecuteAsync(handler, new(ids["mixed"], "Done", "decidedword", "", null) { Outcome = Outcome.Accepted });

        var view = words.Trim().Length == 0 ? QueueView.All : QueueView.Mine;
        var found = (await hub.Use<ListQueue>().ExecuteAsync(handler, new(new QueueFilter { View = view, Words = words }))).Value.Rows.Select(r => names[r.Id]);
        var shown = words.Trim().Length == 0 ? "refund return english" : expected;
        Assert.Equal(shown.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), found.Order());
        if (words.Trim().Length > 0)
        {
            var rows = (await hub.Use<ReadQueueRows>().ExecuteAsync(handler, new(new QueueFilter { Words = words }, [.. names.Keys]))).Value;
            Assert.Equal(found.Order(), rows.Select(r => names[r.Id]).Order());
        }
    }

    [Theory]
    [InlineData("wang.min@example.com")]
    [InlineData("+86 138-0013-8000")]
    [InlineData("8613800138000")]
    [InlineData("86138")]
    public async Task A_caller_is_found_by_their_e_mail_and_by_their_number_however_it_is_written(string words)
    {
        await using var hub = await HubFixture.StartAsync();
        var handler = await hub.HandlerAsync();
        await hub.FileAsync(f => f with { Email = "other@example.org", Phone = "010-1234 5678" });
        var caller = (await hub.FileAsync(f => f with { Phone = "+86 138-0013-8000" })).CaseId;

        Assert.Equal([caller], await FindAllAsync(hub, handler, words, 50));
    }

    [Fact]
    public async Task A_search_shows_only_what_its_reader_may_see_and_goes_on_page_by_page_behind_thousands_of_others()
    {
        await using var hub = await HubFixture.StartAsync();
        var elsewhere = await hub.DepartmentAsync("Elsewhere");
        var (reader, stranger) = (await hub.HandlerAsync("Reader"), await hub.HandlerAsync("Stranger", elsewhere));
        var mine = (await hub.FileAsync(f => f with { Description = "common word" })).CaseId;
        await ManyWordsAsync(hub, elsewhere, 2500);

        Assert.Equal([mine], await FindAllAsync(hub, reader, "common", 50));
        var others = await FindAllAsync(hub, stranger, "common", 100);
        Assert.Equal(2500, others.Count);
        Assert.Equal(others.OrderDescending(), others);
        Assert.DoesNotContain(mine, others);
    }

    [Fact]
    public async Task Pages_of_one_row_give_each_row_once_also_when_one_is_meant_by_its_number()
    {
        await using var hub = await HubFixture.StartAsync();
        var handler = await hub.HandlerAsync();
        var ids = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            ids.Add((await hub.FileAsync(f => f with { Description = "Order 3 was late" })).CaseId);
        }

        var found = await FindAllAsync(hub, handler, "3", 1);
        Assert.Equal(ids.Order(), found.Order());
        Assert.Equal(ids[2], found[0]);
    }

    [Fact]
    public void Words_are_cut_into_pairs_and_single_characters()
    {
        Assert.Equal(["退", "款", "退款", "abc", "1", "中"], SearchWords.Of("退款 aBc,1-中"));
        Assert.Equal([new SearchWord("退款", false), new SearchWord("abc", true)], SearchWords.AskedIn("退款 abc"));
        Assert.Empty(SearchWords.AskedIn("!?"));
    }

    private static async Task<List<long>> FindAllAsync(HubFixture hub, Actor actor, string words, int size)
    {
        var found = new List<long>();
        QueuePlace? after = null;
        do
        {
            var page = (await hub.Use<ListQueue>().ExecuteAsync(actor, new(new QueueFilter { Words = words }, after, size))).Value;
            found.AddRange(page.Rows.Select(r => r.Id));
            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    private static async Task ManyWordsAsync(HubFixture hub, long department, int count)
    {
        for (var batch = 0; batch < count; batch += 500)
        {
            await hub.SaveAsync(change =>
            {
                for (var i = 0; i < 500; i++)
                {
                    var one = new Case { Number = $"FH-2025-{batch + i:D6}", Kind = CaseKind.Enquiry, Channel = Channel.Web, Subject = "common word", DepartmentId = department, ReceivedAt = change.Now, LastMessageAt = change.Now, CalendarVersionId = 1, PolicyVersionId = 1 };
                    change.Db.Cases.Add(one);
                    change.Record(JournalKind.Filed, one);
                }
            });
        }
    }
}
