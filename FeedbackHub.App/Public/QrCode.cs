using System.Globalization;
using System.Text;
using QRCoder;

namespace FeedbackHub.App.Public;

/// <summary>
/// A QR code as one SVG path of squares, its quiet zone included: no style attribute, so the strict policy lets it be shown.
/// </summary>
public sealed record QrCode(int Size, string Path)
{
    /// <summary>Quartile correction: a poster gets scratched and is scanned from across a room.</summary>
    public static QrCode Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x]) continue;
                var from = x;
                while (x + 1 < rows.Count && rows[y][x + 1]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from + 1}v1h-{x - from + 1}z");
            }
        }

        return new(rows.Count, path.ToString());
    }
}
