using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Cases;

public class DuplicateTests
{
    [Fact]
    public async Task What_was_a_duplicate_of_a_duplicate_goes_on_where_that_one_does_and_the_journal_says_so()
    {
        await using var hub = await HubFixture.StartAsync();
        var me = await hub.HandlerAsync();
        var (first, second, middle, last) = (await hub.FileAsync(), await hub.FileAsync(), await hub.FileAsync(), await hub.FileAsync());
        var mark = hub.Use<MarkAsDuplicate>();
        Assert.True((await mark.ExecuteAsync(me, new(first.CaseId, middle.Number))).Succeeded);
        Assert.True((await mark.ExecuteAsync(me, new(second.CaseId, middle.Number))).Succeeded);
        var head = await hub.HeadAsync();

        Assert.True((await mark.ExecuteAsync(me, new(middle.CaseId, last.Number))).Succeeded);

        foreach (var one in new[] { first, second, middle })
        {
            Assert.Equal((CaseState.Duplicate, last.CaseId), ((await hub.CaseAsync(one.CaseId)).State, (await hub.CaseAsync(one.CaseId)).DuplicateOfId));
        }

        Assert.Equal(
            [(middle.CaseId, last.Number), (first.CaseId, last.Number), (second.CaseId, last.Number)],
            (await hub.JournalAsync(head)).Select(j => (j.CaseId!.Value, j.Note)));
        Assert.Equal(new Invalid("OriginalNumber", "OriginalIsDuplicate"), (await mark.ExecuteAsync(me, new(last.CaseId, middle.Number))).Failure);
    }
}
