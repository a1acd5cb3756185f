using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

/// <summary>The index holds what the cases say at any moment, and no more.</summary>
public sealed class SearchIndexTests
{
    [Fact]
    public async Task A_changed_text_is_found_by_its_new_words_and_no_more_by_the_old_ones_at_once()
    {
        await using var hub = await HubFixture.StartAsync();
        var reader = await hub.SupervisorAsync();
        var filed = (await hub.FileAsync(f => f with { Description = "bluekettle 蓝色水壶" })).CaseId;
        Assert.Equal([filed], await FindAsync(hub, reader, "bluek"));

        await ChangeAsync(hub, filed, c => c.Subject = c.Description = "redteapot 红色茶壶");

        foreach (var (words, isThere) in new[] { ("bluekettle", false), ("bluek", false), ("蓝色", false), ("蓝", false), ("redteapot", true), ("redt", true), ("红色茶壶", true), ("壶", true) })
        {
            Assert.Equal(isThere ? [filed] : [], await FindAsync(hub, reader, words));
        }
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_leaves_no_words()
    {
        await using var hub = await HubFixture.StartAsync();
        var reader = await hub.SupervisorAsync();
        var filed = (await hub.FileAsync(f => f with { Description = "bluekettle" })).CaseId;

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Database.WriteAsync<Done>(Actor.System, async change =>
        {
            var one = await change.Db.Cases.Include(c => c.Promises).SingleAsync(c => c.Id == filed);
            one.Subject = "redteapot";
            change.Record(JournalKind.Edited, one);
            await change.SaveAsync(default);
            throw new InvalidOperationException("The machine stops here.");
        }));

        Assert.Empty(await FindAsync(hub, reader, "redteapot"));
        Assert.Equal([filed], await FindAsync(hub, reader, "bluekettle"));
    }

    [Fact]
    public async Task An_index_of_an_earlier_edition_is_made_anew_when_the_hub_starts()
    {
        await using var hub = await HubFixture.StartAsync();
        var reader = await hub.SupervisorAsync();
        var filed = (await hub.FileAsync(f => f with { Description = "bluekettle 蓝色" })).CaseId;
        await hub.Use<AddNote>().ExecuteAsync(await hub.HandlerAsync(), new(filed, "hiddennote"));
        await hub.Database.WritePersonalAsync(async db =>
        {
            await db.Database.ExecuteSqlAsync($"""DELETE FROM "CaseWords" """);
            await db.Counters.Where(c => c.Name.StartsWith("words-")).ExecuteDeleteAsync();
        });
        Assert.Empty(await FindAsync(hub, reader, "bluek"));

        await hub.Get<DatabaseSetup>().RunAsync();

        Assert.Equal([filed], await FindAsync(hub, reader, "bluekettle 蓝色 hiddenn"));
    }

    [Fact]
    public void Words_are_kept_with_all_their_beginnings_and_single_characters_with_their_pairs()
    {
        var kept = SearchWords.ForIndex(["Kett 退款", "kett"]);
        Assert.Equal(["kett", "退", "款", "退款", "k\uE000", "ke\uE000", "ket\uE000"], kept);
        Assert.Equal("k\uE000", SearchWords.AsBeginning("k"));
        Assert.Null(SearchWords.AsBeginning(new string('k', 21)));
        Assert.DoesNotContain(SearchWords.ForIndex(["\uE000 a\uE000b"]), w => w.EndsWith('\uE000'));
    }

    [Fact]
    public async Task A_very_long_word_is_found_by_any_beginning()
    {
        await using var hub = await HubFixture.StartAsync();
        var reader = await hub.SupervisorAsync();
        var word = new string('x', 15) + new string('y', 15);
        var filed = (await hub.FileAsync(f => f with { Description = word })).CaseId;
        foreach (var length in new[] { 1, 15, 19, 20, 21, 29, 30 })
        {
            Assert.Equal([filed], await FindAsync(hub, reader, word[..length]));
        }

        Assert.Empty(await FindAsync(hub, reader, word + "y"));
    }

    private static async Task ChangeAsync(HubFixture hub, long id, Action<Case> change) =>
        await hub.Database.WriteAsync<Done>(Actor.System, async c =>
        {
            var one = await c.Db.Cases.Include(x => x.Promises).SingleAsync(x => x.Id == id);
            change(one);
            c.Record(JournalKind.Edited, one);
            return new Done();
        });

    private static async Task<IEnumerable<long>> FindAsync(HubFixture hub, Actor actor, string words) =>
        (await hub.Use<ListQueue>().ExecuteAsync(actor, new(new QueueFilter { Words = words }))).Value.Rows.Select(r => r.Id);
}
