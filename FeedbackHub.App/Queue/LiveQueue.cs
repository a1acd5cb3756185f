using FeedbackHub.App.Access;
using FeedbackHub.App.Promises;
using FeedbackHub.Core;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Extensions;

namespace FeedbackHub.App.Queue;

/// <summary>
/// The queue that one page shows, kept up to date. Used from one circuit's dispatcher only. Updates that come while something
/// is being read wait until it is there, so that no older answer overwrites a newer one.
/// </summary>
public sealed class LiveQueue(
    CurrentStaff staff, ListQueue list, ReadQueueRows read, ReadWorkingHours readHours, TimeProvider time, IStringLocalizer<PromiseTexts> texts)
{
    /// <summary>More changed cases than this are not read one by one.</summary>
    private const int ReadAnew = 200;

    private readonly HashSet<long> dirty = [];
    private BusinessCalendar calendar = BusinessCalendar.Default;
    private int generation;
    private int reading;

    /// <summary>What is loaded; null until the first answer.</summary>
    public LoadedQueue? Loaded { get; private set; }

    /// <summary>The zone of the company's clock.</summary>
    public DateTimeZone Zone => calendar.Zone;

    /// <summary>Why nothing can be shown.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Reads a queue from a place on.</summary>
    public async Task OpenAsync(QueueFilter filter, QueuePlace? after)
    {
        var mine = ++generation;
        if ((await staff.DoAsync(readHours, new ReadWorkingHours.Request())) is { Succeeded: true } known)
        {
            calendar = known.Value;
        }

        var answer = await ReadAsync(mine, () => staff.DoAsync(list, new ListQueue.Request(filter, after, LoadedQueue.Page)));
        if (mine != generation)
        {
            return;
        }

        Failure = answer.Failure;
        if (answer.Succeeded)
        {
            Loaded = new LoadedQueue(filter, after);
            Loaded.Fill(answer.Value.Rows, answer.Value.Next, Label, quietly: true);
        }

        await SettleAsync();
    }

    /// <summary>Some cases changed. Returns whether the page should be drawn anew.</summary>
    public Task<bool> TakeAsync(IEnumerable<long> cases)
    {
        dirty.UnionWith(cases);
        return SettleAsync();
    }

    /// <summary>Reads all of it again and keeps what is unchanged. Returns whether anything is to be drawn.</summary>
    public async Task<bool> RefreshAsync()
    {
        if (Loaded is not { } loaded || reading != 0)
        {
            return false;
        }

        var (mine, size) = (generation, Math.Clamp(loaded.Entries.Count, LoadedQueue.Page, LoadedQueue.Most));
        var answer = await ReadAsync(mine, () => staff.DoAsync(list, new ListQueue.Request(loaded.Filter, loaded.After, size)));
        if (mine != generation)
        {
            return false;
        }

        Failure = answer.Failure;
        var changed = !answer.Succeeded || loaded.Fill(answer.Value.Rows, answer.Value.Next, Label, quietly: false);
        return await SettleAsync() || changed;
    }

    /// <summary>Puts the promises into words as of now. Returns whether anything is to be drawn.</summary>
    public bool Relabel() => Loaded?.Relabel(Label) ?? false;

    private async Task<bool> SettleAsync()
    {
        var changed = false;
        while (reading == 0 && Loaded is { } loaded && dirty.Count > 0)
        {
            if (dirty.Count > ReadAnew)
            {
                dirty.Clear();
                return await RefreshAsync() || changed;
            }

            var (mine, ids) = (generation, dirty.ToList());
            dirty.Clear();
            var answer = await ReadAsync(mine, () => staff.DoAsync(read, new ReadQueueRows.Request(loaded.Filter, ids)), ids);
            if (mine != generation)
            {
                // Another queue was opened meanwhile: it was read later than these cases changed.
                return false;
            }

            Failure = answer.Failure;
            changed |= !answer.Succeeded || loaded.Take(ids, answer.Value, Label);
            changed |= loaded.IsShort && await ReadOnAsync(loaded);
        }

        return changed;
    }

    private async Task<bool> ReadOnAsync(LoadedQueue loaded)
    {
        var mine = generation;
        var answer = await ReadAsync(
            mine, () => staff.DoAsync(list, new ListQueue.Request(loaded.Filter, loaded.End, LoadedQueue.Page - loaded.Entries.Count)));
        if (mine != generation || !answer.Succeeded)
        {
            return false;
        }

        loaded.Append(answer.Value.Rows, answer.Value.Next, Label);
        return true;
    }

    /// <summary>Reads while updates wait. A reading that breaks gives its cases back, to be read with the next update.</summary>
    private async Task<Result<T>> ReadAsync<T>(int mine, Func<Task<Result<T>>> what, List<long>? cases = null)
    {
        reading = mine;
        try
        {
            return await what();
        }
        catch
        {
            dirty.UnionWith(cases ?? []);
            throw;
        }
        finally
        {
            reading = reading == mine ? 0 : reading;
        }
    }

    private PromiseLabel Label(QueueRow row) =>
        PromiseLabel.Of(PromiseFigures.Of(row), time.GetUtcNow().ToInstant(), calendar, texts);
}
