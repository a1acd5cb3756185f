using System.Collections.Concurrent;
using System.Text.Json;
using FeedbackHub.App.Public;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Tests.Dashboards;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Public;

public class RealTextTests(PublicHost site) : IClassFixture<PublicHost>
{
    [Theory]
    [InlineData("data/complaints-en.jsonl", "text", "en")]
    [InlineData("data/complaints-zh.jsonl", "留言详情", "zh")]
    public async Task Real_complaints_are_stored_unchanged_found_by_number_and_in_the_queue_at_once(string file, string field, string language)
    {
        var texts = (await File.ReadAllLinesAsync(SharedFolder.Find(file), TestContext.Current.CancellationToken))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty(field).GetString()!).ToList();
        var handler = await site.Hub.HandlerAsync();
        var visitor = site.Visitor(language);
        var form = (await visitor.GetAsync(PublicPaths.File)).Form("file").Set(FieldNames.Kind, "complaint").Set(FieldNames.Identity, FilingForm.Anonymous);
        var fields = new[] { FieldNames.FormKey, FieldNames.IssuedAt, "__RequestVerificationToken", FieldNames.Kind, FieldNames.Identity };
        var filed = new ConcurrentDictionary<string, string>();

        // One open form for all: other words under the same key are another case.
        await Parallel.ForEachAsync(texts.Distinct(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (text, _) =>
        {
            var sent = new SentForm(PublicPaths.File, true).Set(FieldNames.Description, text);
            foreach (var name in fields)
            {
                sent.Set(name, form[name]);
            }

            Assert.True(filed.TryAdd(PublicVisitor.KeysOf(await visitor.SendAsync(sent)).Number, text));
        });

        Assert.Equal(texts.Distinct().Count(), filed.Count);
        var stored = await site.Hub.ReadAsync(db => db.Cases.ToDictionaryAsync(c => c.Number, c => c.Description));
        Assert.All(filed, f => Assert.Equal(f.Value.ReplaceLineEndings("\n"), stored[f.Key].ReplaceLineEndings("\n")));
        Assert.All(filed.Where(f => !f.Value.Contains('\r')), f => Assert.Equal(f.Value, stored[f.Key]));
        var list = site.Hub.Use<ListQueue>();
        foreach (var number in filed.Keys)
        {
            var found = (await list.ExecuteAsync(handler, new(new QueueFilter { Words = number }))).Value;
            Assert.Equal(number, Assert.Single(found.Rows).Number);
        }

        var queue = new HashSet<string>();
        QueuePlace? after = null;
        do
        {
            var page = (await list.ExecuteAsync(handler, new(new QueueFilter { View = QueueView.Unassigned }, after, 100))).Value;
            Assert.All(page.Rows, r => Assert.True(queue.Add(r.Number)));
            after = page.Next;
        }
        while (after is not null);
        Assert.Superset(filed.Keys.ToHashSet(), queue);

        // The dashboard's figures, each counted once more from the cases themselves.
        var supervisor = await site.Hub.SupervisorAsync();
        var shown = (await site.Hub.Use<ReadDashboard>().ExecuteAsync(supervisor, new())).Value;
        Assert.Equal(stored.Count, shown.Open.Sum(o => o.Count));
        await Recount.CompareAsync(site.Hub, supervisor, new());
    }
}
