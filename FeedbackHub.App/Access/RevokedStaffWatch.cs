using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;

namespace FeedbackHub.App.Access;

/// <summary>
/// Follows the journal and cuts the open connections of whoever was disabled, and those made before other roles or another
/// password. The cookie no longer opens new ones (<see cref="StaffCookie"/>); a cookie that is still good reconnects by itself.
/// </summary>
public sealed class RevokedStaffWatch(LiveFeed feed, JournalTail tail, StaffAccounts accounts, StaffConnections connections, TimeProvider time, ILogger<RevokedStaffWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await tail.Begun.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var seen = feed.Head; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await feed.WaitBeyondAsync(seen, stoppingToken);
                foreach (var update in await tail.ReadAfterAsync(seen, stoppingToken))
                {
                    await LookAsync(update, stoppingToken);
                    seen = update.Seq;
                }
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                // A disk that is briefly away must not stop the hub, nor let anybody stay: the next round reads the same entry again.
                log.LogError(problem, "The connections of changed staff could not be looked at; it is tried again");
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The hub stops.
            }
        }
    }

    private async Task LookAsync(LiveUpdate update, CancellationToken cancel)
    {
        if (update is { Kind: JournalKind.StaffChanged, SubjectId: { } staffId } && await accounts.FindAsync(staffId, cancel) is { } person)
        {
            connections.CutAllBut(staffId, person.Disabled ? null : person.SecurityStamp);
        }
    }
}
