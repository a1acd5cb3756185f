using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;

namespace FeedbackHub.App.Access;

/// <summary>
/// Follows the journal and cuts the open connections of whoever was disabled, and those made before other roles or another
/// password. The cookie no longer opens new ones (<see cref="StaffCookie"/>); a cookie that is still good reconnects by itself.
/// </summary>
public sealed class RevokedStaffWatch(LiveFeed feed, JournalTail tail, StaffAccounts accounts, StaffConnections connections) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await tail.Begun.WaitAsync(stoppingToken);
            for (var seen = feed.Head; ;)
            {
                await feed.WaitBeyondAsync(seen, stoppingToken);
                foreach (var update in await tail.ReadAfterAsync(seen, stoppingToken))
                {
                    seen = update.Seq;
                    if (update is { Kind: JournalKind.StaffChanged, SubjectId: { } staffId }
                        && await accounts.FindAsync(staffId, stoppingToken) is { } person)
                    {
                        connections.CutAllBut(staffId, person.Disabled ? null : person.SecurityStamp);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops.
        }
    }
}
