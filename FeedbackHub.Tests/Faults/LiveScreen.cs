using FeedbackHub.Tests.Hubs;
using FeedbackHub.Tests.Support;

namespace FeedbackHub.Tests.Faults;

/// <summary>A live client that resumes after every cut, and what its screen shows: all that it was told, from the journal's beginning.</summary>
internal sealed class LiveScreen : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly List<CaseChanged> told = [];
    private readonly Wallboard board;
    private readonly Task running;

    public LiveScreen(Uri hub, string token)
    {
        board = new Wallboard(hub, token, 0, update =>
        {
            lock (told)
            {
                told.Add(update);
            }
        });
        running = board.RunAsync(TimeSpan.FromMilliseconds(50), ending.Token);
    }

    /// <summary>What it was told, in the order of telling.</summary>
    public IReadOnlyList<CaseChanged> Told
    {
        get
        {
            lock (told)
            {
                return [.. told];
            }
        }
    }

    /// <summary>Until it stands at a number of the journal.</summary>
    public Task UntilAsync(long head) => Until.HoldsAsync($"a live client stands at {head}", () => board.LastSeen >= head);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }
}
