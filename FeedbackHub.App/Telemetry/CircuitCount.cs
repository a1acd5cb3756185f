using FeedbackHub.Core.Telemetry;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace FeedbackHub.App.Telemetry;

/// <summary>Counts the open circuits.</summary>
internal sealed class CircuitCount : CircuitHandler
{
    /// <inheritdoc />
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        HubTelemetry.Circuits.Add(1);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        HubTelemetry.Circuits.Add(-1);
        return Task.CompletedTask;
    }
}
