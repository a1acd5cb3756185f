using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Components;

namespace FeedbackHub.App.Public;

/// <summary>The poster speaks every language at once, the reader's own first: a wall cannot be switched.</summary>
public sealed partial class PosterPage
{
    private static readonly ResourceManager Words = new(typeof(PublicTexts));

    [Parameter, EditorRequired] public PosterModel Model { get; set; } = null!;

    private QrCode Code { get; set; } = new(0, "");

    /// <summary>As one would type it: without the scheme.</summary>
    private string ShortAddress => new Uri(Model.Address) is var uri ? uri.Authority + uri.PathAndQuery : "";

    private static IEnumerable<PosterText> Texts => PublicLanguages.All
        .Select(l => new PosterText(l.Code, CultureInfo.GetCultureInfo(l.Code)))
        .OrderByDescending(t => t.Language == PublicLanguages.Current);

    protected override void OnParametersSet() => Code = QrCode.Of(Model.Address);

    private sealed record PosterText(string Language, CultureInfo Culture)
    {
        public string? this[string key] => Words.GetString(key, Culture);
    }
}
