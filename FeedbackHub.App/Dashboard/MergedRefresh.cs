namespace FeedbackHub.App.Dashboard;

/// <summary>
/// Refreshes at once when asked, but at most once a pause: what is asked for meanwhile becomes one more refresh when the pause
/// is over. Not for several threads: a component asks within its renderer's dispatcher.
/// </summary>
public sealed class MergedRefresh(TimeProvider time, TimeSpan pause, Func<Task> refresh) : IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private bool busy;
    private bool asked;

    /// <summary>Asks for a refresh. The task ends when nothing more is to be done.</summary>
    public async Task AskAsync()
    {
        asked = true;
        if (busy)
        {
            return;
        }

        busy = true;
        try
        {
            while (asked && !ending.IsCancellationRequested)
            {
                asked = false;
                await refresh();
                await Task.Delay(pause, time, ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The page is gone.
        }
        finally
        {
            busy = false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
    }
}
