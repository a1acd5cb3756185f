using Microsoft.AspNetCore.Components.Server.Circuits;

namespace FeedbackHub.App.Live;

/// <summary>
/// Whether the browser of this circuit is there. A circuit outlives a lost connection by minutes; whoever is shown to others
/// as present goes when the connection goes.
/// </summary>
public sealed class CircuitConnection : CircuitHandler
{
    /// <summary>The connection went or came back. Called within the circuit's services, not on its renderer.</summary>
    public event Action? Changed;

    /// <summary>True while it is there.</summary>
    public bool Up { get; private set; } = true;

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Set(false);

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => Set(true);

    private Task Set(bool up)
    {
        if (Up != up)
        {
            Up = up;
            Changed?.Invoke();
        }

        return Task.CompletedTask;
    }
}
