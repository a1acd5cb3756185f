using FeedbackHub.App.Access;
using FeedbackHub.App.Live;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Escalation;

namespace FeedbackHub.App.Escalation;

/// <summary>How many notices somebody has not read: counted once for a circuit, and anew when one may have come.</summary>
public sealed class UnreadCount(CurrentStaff staff, CountNotices counting, LiveSession live) : IDisposable
{
    private static readonly HashSet<JournalKind> Telling =
    [
        JournalKind.Escalated, JournalKind.ExtensionAsked, JournalKind.Extended, JournalKind.ExtensionRefused, JournalKind.Pressed,
        JournalKind.PutUnderSupervision, JournalKind.SupervisionReported, JournalKind.ReviewAsked, JournalKind.DeclaredMajor,
    ];

    private IDisposable? subscription;

    /// <summary>Called, on any thread, when the count changed.</summary>
    public event Action? Changed;

    /// <summary>How many; <see cref="CountNotices.Most"/> and one more means "more than".</summary>
    public UnreadNotices Now { get; private set; } = new(0, 0);

    /// <summary>Begins counting, once. Called within the circuit.</summary>
    public Task StartAsync()
    {
        if (subscription is not null)
        {
            return Task.CompletedTask;
        }

        subscription = live.Subscribe(updates => updates.Any(u => Telling.Contains(u.Kind)) ? CountAsync() : Task.CompletedTask);
        return CountAsync();
    }

    /// <summary>Counts now.</summary>
    public async Task CountAsync()
    {
        if (await staff.DoAsync(counting, new CountNotices.Request()) is { Succeeded: true, Value: var counted } && counted != Now)
        {
            Now = counted;
            Changed?.Invoke();
        }
    }

    /// <inheritdoc />
    public void Dispose() => subscription?.Dispose();
}
