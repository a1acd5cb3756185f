using FeedbackHub.App.Promises;
using FeedbackHub.App.Queue;
using FeedbackHub.Core.Assignment;
using Xunit;
using static FeedbackHub.Tests.Queue.QueueRows;

namespace FeedbackHub.Tests.Queue;

public class LoadedQueueTests
{
    private static readonly QueueFilter ByDue = new() { View = QueueView.All };

    [Fact]
    public void A_new_case_is_put_in_its_place_and_marked_as_arrived()
    {
        var queue = Loaded(ByDue, [10, 20, 30]);

        Assert.True(queue.Take([25], [Row(25)], Label));

        Assert.Equal([10, 20, 25, 30], Ids(queue));
        Assert.Equal([25], queue.Entries.Where(e => e.Arrived).Select(e => e.Row.Id));
    }

    [Fact]
    public void A_case_that_left_the_view_is_removed()
    {
        var queue = Loaded(ByDue, [10, 20, 30]);

        Assert.True(queue.Take([20, 99], [], Label));

        Assert.Equal([10, 30], Ids(queue));
    }

    [Fact]
    public void A_case_whose_place_changed_moves_and_has_not_arrived()
    {
        var queue = Loaded(ByDue, [10, 20, 30]);

        Assert.True(queue.Take([10], [Row(10, key: 25, version: 2)], Label));

        Assert.Equal([20, 10, 30], Ids(queue));
        Assert.DoesNotContain(queue.Entries, e => e.Arrived);
    }

    [Fact]
    public void An_unchanged_case_changes_nothing()
    {
        var queue = Loaded(ByDue, [10, 20]);
        var before = queue.Entries.ToList();

        Assert.False(queue.Take([10], [Row(10)], Label));

        Assert.Equal(before, queue.Entries);
    }

    [Fact]
    public void A_changed_case_leaves_all_other_entries_as_they_are()
    {
        var queue = Loaded(ByDue, [10, 20, 30]);
        var before = queue.Entries.ToList();

        Assert.True(queue.Take([20], [Row(20) with { Subject = "Now it says something else" }], Label));

        Assert.Same(before[0], queue.Entries[0]);
        Assert.NotEqual(before[1], queue.Entries[1]);
        Assert.Same(before[2], queue.Entries[2]);
    }

    [Fact]
    public void What_belongs_to_a_later_page_stays_out_and_what_moves_there_leaves()
    {
        var queue = Loaded(ByDue, [10, 20, 30], next: new QueuePlace(30, 30));

        Assert.False(queue.Take([40], [Row(40)], Label));
        Assert.True(queue.Take([20], [Row(20, key: 50)], Label));

        Assert.Equal([10, 30], Ids(queue));
    }

    [Fact]
    public void What_belongs_to_an_earlier_page_stays_out()
    {
        var queue = Loaded(ByDue, [10, 20, 30], after: new QueuePlace(5, 5));

        Assert.False(queue.Take([4], [Row(4)], Label));
        Assert.True(queue.Take([20], [Row(20, key: 3)], Label));

        Assert.Equal([10, 30], Ids(queue));
    }

    [Fact]
    public void The_latest_first_puts_a_new_case_on_top()
    {
        var queue = Loaded(ByDue with { Sort = QueueSort.Newest }, [30, 20, 10]);

        queue.Take([40, 15], [Row(15), Row(40)], Label);

        Assert.Equal([40, 30, 20, 15, 10], Ids(queue));
    }

    [Fact]
    public void A_page_does_not_grow_without_end()
    {
        var queue = Loaded(ByDue, [.. Enumerable.Range(1, 90).Select(i => (long)i * 10)]);
        var arriving = Enumerable.Range(1, 20).Select(i => Row(i)).Where(r => r.Id % 10 != 0).ToList();

        queue.Take(arriving.Select(r => r.Id), arriving, Label);

        Assert.Equal(LoadedQueue.Most, queue.Entries.Count);
        Assert.Equal(queue.Entries[^1].Row.Place, queue.Next);
    }

    [Fact]
    public void A_page_that_lost_most_of_its_rows_asks_for_more()
    {
        var queue = Loaded(ByDue, [.. Enumerable.Range(1, 50).Select(i => (long)i)], next: new QueuePlace(50, 50));
        queue.Take(Enumerable.Range(1, 26).Select(i => (long)i), [], Label);

        Assert.True(queue.IsShort);
        Assert.Equal(new QueuePlace(50, 50), queue.End);
        queue.Append([Row(50), Row(51)], null, Label);
        Assert.False(queue.IsShort);
        Assert.Equal(25, queue.Entries.Count);
    }

    [Fact]
    public void What_a_search_found_stays_in_its_place_and_what_it_finds_anew_comes_on_top()
    {
        var queue = new LoadedQueue(new QueueFilter { Words = "kettle" }, null);
        queue.Fill([Row(7) with { Place = new QueuePlace(1284, 7, 90) }, Row(9) with { Place = new QueuePlace(1281, 9, 90) }], new QueuePlace(1281, 9, 90), Label, quietly: true);

        Assert.True(queue.Take([9, 95], [Row(9) with { Place = QueuePlace.Top(9), Subject = "Changed" }, Row(95) with { Place = QueuePlace.Top(95) }], Label));

        Assert.Equal([95, 7, 9], Ids(queue));
        Assert.Equal("Changed", queue.Entries[2].Row.Subject);
        Assert.Equal(new QueuePlace(1281, 9, 90), queue.End);
    }

    [Fact]
    public void Only_labels_that_say_something_else_change()
    {
        var queue = Loaded(ByDue, [10, 20]);
        var before = queue.Entries.ToList();

        Assert.False(queue.Relabel(Label));
        Assert.True(queue.Relabel(r => r.Id == 10 ? Label(r) with { Tone = PromiseTone.Late } : Label(r)));

        Assert.NotEqual(before[0], queue.Entries[0]);
        Assert.Same(before[1], queue.Entries[1]);
    }

    private static LoadedQueue Loaded(QueueFilter filter, long[] ids, QueuePlace? after = null, QueuePlace? next = null)
    {
        var queue = new LoadedQueue(filter, after);
        queue.Fill([.. ids.Select(i => Row(i))], next, Label, quietly: true);
        return queue;
    }

    private static IEnumerable<long> Ids(LoadedQueue queue) => queue.Entries.Select(e => e.Row.Id);
}
