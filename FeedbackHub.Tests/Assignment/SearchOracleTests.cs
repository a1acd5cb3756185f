using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

/// <summary>Searching over all pages against a naive reading of random texts in memory.</summary>
public sealed class SearchOracleTests
{
    private static readonly string[] Pieces =
        ["kettle", "Kettles", "ket", "k", "refund", "re", "1234", "12", "Zoë", "naïve", "ＡＢＣ", "退款", "退", "货", "水壶", "壶漏水", "，", " ", " ", " ", "-", "😀", "iPhone", "ﬁne", "が", "か\u3099", "조각"];

    private static readonly string[] Questions =
    [
        "kettle", "ke", "k", "refund ke", "re", "12", "1234", "zoë", "zoe", "na", "abc", "ａ", "退款", "退", "款", "退货", "水壶漏水", "货 水壶", "退款iphone", "iphone 退", "fine", "が",
        "\"a\" OR b*", "NEAR(kettle refund)", "kettle AND refund", "kettle NOT refund", "ke*", "-kettle", "Words:kettle", "kettle' | 're", "*", "款货退", "조",
    ];

    [Fact]
    public async Task Every_question_finds_what_a_naive_reading_finds_each_once_also_while_others_come_in_between()
    {
        await using var hub = await HubFixture.StartAsync();
        var elsewhere = await hub.DepartmentAsync("Elsewhere");
        Dictionary<string, Actor> readers = new()
        {
            ["one department"] = await hub.HandlerAsync("One"),
            ["supervisor"] = await hub.SupervisorAsync(),
        };
        var random = new Random(5);
        await AddAsync(hub, random, 700, [hub.FirstDepartment, elsewhere]);
        var all = await hub.ReadAsync(db => db.Cases.ToListAsync());
        var shown = 0;
        foreach (var (name, actor) in readers)
        {
            foreach (var words in Questions)
            {
                var expected = all.Where(c => actor.SeesAllDepartments || actor.Departments.Contains(c.DepartmentId)).Where(c => Has(c, words)).Select(c => c.Id).ToHashSet();
                var found = await ReadAllAsync(hub, actor, words, size: 40, between: words.Length == 2 ? () => AddAsync(hub, random, 30, [hub.FirstDepartment]) : null);
                Assert.Equal(found.Count, found.Distinct().Count());
                Assert.True(expected.SetEquals(found.Where(id => id <= all[^1].Id)), $"{name}: {words}: expected {expected.Count}, found {found.Count}");
                shown += found.Count;
            }
        }

        Assert.True(shown > 5000, $"The sample shows too little to prove anything: {shown}.");
    }

    [Fact]
    public async Task Within_a_window_the_best_come_first_and_among_equals_the_newest()
    {
        await using var hub = await HubFixture.StartAsync();
        var reader = await hub.SupervisorAsync();
        await AddAsync(hub, new Random(6), 150, [hub.FirstDepartment]);
        var question = SearchQuestion.In("kettle");
        var texts = await hub.ReadAsync(db => SearchText.ReadAsync(db.Cases, 1000, default));
        var expected = texts.Where(t => question.PlacesIn(t.Subject + " " + t.Description).AreAll)
            .OrderByDescending(t => SearchRanking.Of(question, t)).ThenByDescending(t => t.Id).Select(t => t.Id);

        Assert.Equal(expected, await ReadAllAsync(hub, reader, "kettle", size: 7, between: null));
    }

    /// <summary>A naive reading of the tokenizer's rules: every word asked is there, the last Latin one as a beginning.</summary>
    private static bool Has(Case one, string words)
    {
        var there = SearchWords.Of($"{one.Subject} \n {one.Description}").ToHashSet();
        var asked = SearchWords.AskedIn(words);
        return asked.Count > 0 && asked.All(w => w.Beginning ? there.Any(t => t.StartsWith(w.Text, StringComparison.Ordinal)) : there.Contains(w.Text));
    }

    private static async Task<List<long>> ReadAllAsync(HubFixture hub, Actor actor, string words, int size, Func<Task>? between)
    {
        var found = new List<long>();
        QueuePlace? after = null;
        do
        {
            var page = (await hub.Use<ListQueue>().ExecuteAsync(actor, new(new QueueFilter { Words = words }, after, size))).Value;
            Assert.True(page.Rows.Count <= size);
            found.AddRange(page.Rows.Select(r => r.Id));
            after = QueuePlace.Parse(page.Next?.ToString());
            if (between is not null)
            {
                await between();
            }
        }
        while (after is not null);
        return found;
    }

    private static async Task AddAsync(HubFixture hub, Random random, int count, long[] departments)
    {
        string Some(int most) => string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        await hub.SaveAsync(change =>
        {
            for (var i = 0; i < count; i++)
            {
                var one = new Case
                {
                    Number = $"T-{Guid.NewGuid():N}"[..20],
                    Kind = CaseKind.Enquiry,
                    Channel = Channel.Web,
                    Subject = Some(4),
                    Description = Some(25),
                    DepartmentId = departments[random.Next(departments.Length)],
                    ReceivedAt = change.Now,
                    LastMessageAt = change.Now,
                    CalendarVersionId = 1,
                    PolicyVersionId = 1,
                };
                change.Db.Cases.Add(one);
                change.Record(JournalKind.Filed, one);
            }
        });
    }
}
