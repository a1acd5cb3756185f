using FeedbackHub.App.Access;
using FeedbackHub.App.Live;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Dashboards;

namespace FeedbackHub.App.Queue;

/// <summary>How many cases each view holds, counted once for everything in a circuit that shows it, and kept up to date.</summary>
public sealed class ViewCounts(CurrentStaff staff, CountViews countViews, ReadKeptShare readShare, LiveSession live, TimeProvider time) : IDisposable
{
    /// <summary>What is due changes with the clock alone.</summary>
    private static readonly TimeSpan Recount = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);
    private IReadOnlyDictionary<QueueView, int> counts = new Dictionary<QueueView, int>();
    private IDisposable? subscription;
    private ITimer? clock;
    private long? shareRead;

    /// <summary>Called, on any thread, when a count changed or the person was signed out.</summary>
    public event Action? Changed;

    /// <summary>False until counted.</summary>
    public bool Known => counts.Count > 0;

    /// <summary>How many of this month's promises were kept, in whole percent; null where none has fallen due. At most a minute old.</summary>
    public int? KeptPercent { get; private set; }

    /// <summary>True once the person is nobody any more.</summary>
    public bool SignedOut { get; private set; }

    /// <summary>How many; 0 until counted. <see cref="CountViews.Most"/> and one more means "more than".</summary>
    public int this[QueueView view] => counts.GetValueOrDefault(view);

    /// <summary>Begins counting, once. Called within the circuit.</summary>
    public async Task StartAsync()
    {
        if (subscription is null)
        {
            subscription = live.Subscribe(_ => CountAsync());
            clock = time.CreateTimer(_ => _ = CountAsync(), null, Recount, Recount);
            await CountAsync();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        subscription?.Dispose();
        clock?.Dispose();
    }

    private async Task CountAsync()
    {
        await turn.WaitAsync();
        try
        {
            var counted = await staff.DoAsync(countViews, new CountViews.Request());
            SignedOut = counted.Failure is SignedOut;
            var shareChanged = counted.Succeeded && await ShareChangedAsync();
            if (SignedOut || shareChanged || (counted.Succeeded && !Same(counted.Value)))
            {
                counts = counted.Succeeded ? counted.Value : counts;
                Changed?.Invoke();
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A month's share moves slowly: it is not added up with every message.</summary>
    private async Task<bool> ShareChangedAsync()
    {
        if (shareRead is { } last && time.GetElapsedTime(last) < Recount)
        {
            return false;
        }

        shareRead = time.GetTimestamp();
        var read = await staff.DoAsync(readShare, new ReadKeptShare.Request());
        var before = KeptPercent;
        KeptPercent = read.Succeeded ? read.Value.KeptPercent : before;
        return KeptPercent != before;
    }

    private bool Same(IReadOnlyDictionary<QueueView, int> other) =>
        counts.Count == other.Count && other.All(c => counts.GetValueOrDefault(c.Key, -1) == c.Value);
}
