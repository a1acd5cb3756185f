using Microsoft.AspNetCore.Components;

namespace FeedbackHub.App.Public;

/// <summary>The receipt: the one page whose loss would shut a customer out, so it can be copied, printed and saved.</summary>
public sealed partial class ReceiptPage
{
    [Parameter, EditorRequired] public ReceiptModel Model { get; set; } = null!;

    private PublicTime Time => new(T, Model.Clock);

    /// <summary>What "copy" and "save" give: the same words as on the page, readable anywhere.</summary>
    private string? SaveText => Model.TrackingCode is null ? null : string.Join('\n', SaveLines());

    private IEnumerable<string> SaveLines()
    {
        yield return T["Product"];
        yield return T["Save_Line", T["Receipt_Number"], Model.Number];
        yield return T["Save_Line", T["Save_Code"], Model.TrackingCode!];
        foreach (var promise in Model.Promises)
        {
            yield return T["Save_Line", T[$"Promise_{promise.What}"], Time.Full(promise.Due)];
        }

        if (Time.ZoneNote is { } zone) yield return zone;
        if (Model.TrackLink is { } link) yield return T["Save_Line", T["Save_Link"], link];
    }
}
