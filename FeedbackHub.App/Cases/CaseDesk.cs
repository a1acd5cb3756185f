using FeedbackHub.App.Access;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Cases;

/// <summary>
/// The one case that lies on somebody's desk: its record, and the part of its timeline read so far. What is there is never
/// read again; only what came after, or before, is added.
/// </summary>
public sealed class CaseDesk(CurrentStaff staff, FindCaseByNumber find, ReadCase readCase, ReadTimeline readTimeline, MarkRead markRead) : IDisposable
{
    private const int Part = 60;

    private readonly SemaphoreSlim reading = new(1);
    private readonly List<TimelineItem> items = [];
    private JournalNames names = JournalNames.None;
    private int markedRead;

    /// <summary>The case as last read; null before, and once it is not (or no longer) there for this person.</summary>
    public CaseView? View { get; private set; }

    /// <summary>The timeline, oldest first.</summary>
    public IReadOnlyList<TimelineItem> Items => items;

    /// <summary>True where there are earlier entries than those read.</summary>
    public bool Earlier { get; private set; }

    /// <summary>The journal number up to which the page was filled when it was opened: what is beyond came in live.</summary>
    public long OpenedAt { get; private set; }

    /// <summary>The newest message shown, notes included; null where there is none.</summary>
    public long? LastMessage => items.FindLast(i => i.Message is not null)?.Message!.Id ?? (Earlier || items.Count > 0 ? 0 : null);

    /// <summary>Reads the case that an address names. False when it is not there for this person.</summary>
    public async Task<bool> OpenAsync(string place)
    {
        await reading.WaitAsync();
        try
        {
            Clear();
            if (await IdOfAsync(place) is not { } id || !await ReadViewAsync(id) || await ReadPartAsync() is not { } part)
            {
                View = null;
                return false;
            }

            Take(part, 0);
            Earlier = part.Earlier;
            OpenedAt = items.Count > 0 ? items[^1].Seq : 0;
            return true;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Reads what changed since. False when the case is no longer there for this person.</summary>
    public async Task<bool> RefreshAsync()
    {
        await reading.WaitAsync();
        try
        {
            if (View is not { } known || !await ReadViewAsync(known.Id))
            {
                View = null;
                return false;
            }

            const int most = 500;
            var since = items.Count > 0 ? items[^1].Seq : 0;
            if (await ReadPartAsync(after: since, size: most) is { } part)
            {
                if (part.Earlier)
                {
                    // More happened than one reading brings: begin anew rather than show a gap.
                    items.Clear();
                    Earlier = true;
                }

                Take(part, items.Count);
            }

            return true;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Reads the part before the earliest entry shown.</summary>
    public async Task ReadEarlierAsync()
    {
        await reading.WaitAsync();
        try
        {
            if (items.Count > 0 && await ReadPartAsync(before: items[0].Seq) is { } part)
            {
                Take(part, 0);
                Earlier = part.Earlier;
            }
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Remembers that this person has seen the case as it is shown.</summary>
    public async Task MarkReadAsync()
    {
        if (View is { } view && view.Version > markedRead)
        {
            markedRead = view.Version;
            await staff.DoAsync(markRead, new MarkRead.Request(view.Id, view.Version));
        }
    }

    /// <summary>What a field's value is called, where it is the id of something.</summary>
    public Bilingual? NameOf(string field, string? value) => names.Of(field, value);

    /// <inheritdoc />
    public void Dispose() => reading.Dispose();

    private void Clear()
    {
        View = null;
        items.Clear();
        names = JournalNames.None;
        (Earlier, markedRead) = (false, 0);
    }

    private void Take(Timeline part, int at)
    {
        items.InsertRange(at, part.Items);
        names = names.And(part.Names);
    }

    private async Task<long?> IdOfAsync(string place) => CaseAddress.IdOf(place) is { } id ? id
        : await staff.DoAsync(find, new FindCaseByNumber.Request(place)) is { Succeeded: true } found ? found.Value.Id : null;

    private async Task<bool> ReadViewAsync(long id)
    {
        var read = await staff.DoAsync(readCase, new ReadCase.Request(id));
        if (read.Succeeded)
        {
            View = read.Value;
        }

        return read.Succeeded;
    }

    private async Task<Timeline?> ReadPartAsync(long? before = null, long? after = null, int size = Part)
    {
        var read = await staff.DoAsync(readTimeline, new ReadTimeline.Request(View!.Id, before, after, size));
        return read.Succeeded ? read.Value : null;
    }
}
