using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace FeedbackHub.Core.Demo;

/// <summary>A small file that customers send along, made here so that nothing foreign lies in the repository.</summary>
internal sealed record DemoFile(string Name, byte[] Content)
{
    public static IReadOnlyList<DemoFile> Photos { get; } =
    [
        new("photo.png", Picture(320, 200, 0x2F5D62, 0xDFEEEA)),
        new("IMG_2041.png", Picture(240, 320, 0x7A4B3A, 0xF0DFC8)),
        new("现场照片.png", Picture(320, 240, 0x3B4A6B, 0xE6EAF2)),
    ];

    public static IReadOnlyList<DemoFile> Papers { get; } =
    [
        new("receipt.pdf", Page("Riverbend Services", "Receipt", "Paid by card", "Thank you")),
        new("quote-signed.pdf", Page("Riverbend Services", "Quote", "Signed on both sides")),
        new("times.txt", Encoding.UTF8.GetBytes("08:05 waited at the door\n08:40 called, nobody answered\n09:15 called again\n")),
    ];

    /// <summary>A picture that fades from one colour (0xRRGGBB) to another.</summary>
    private static byte[] Picture(int width, int height, int from, int to)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2); // eight bits a channel, red green blue

        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (width * 3)];
            for (var y = 0; y < height; y++)
            {
                for (var i = 0; i < width * 3; i++)
                {
                    var shift = 16 - (i % 3 * 8);
                    var (a, b) = ((from >> shift) & 255, (to >> shift) & 255);
                    row[i + 1] = (byte)(a + ((b - a) * (y + (i / 3)) / (height + width)));
                }

                zip.Write(row);
            }
        }

        using var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A]);
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, packed.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] named = [.. type, .. data];
        var crc = uint.MaxValue;
        foreach (var one in named)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        png.Write(number);
    }

    /// <summary>One page with these lines, which must be ASCII without brackets.</summary>
    private static byte[] Page(params string[] lines)
    {
        var text = string.Concat(lines.Select(line => $"({line}) Tj 0 -24 Td "));
        var drawing = $"BT /F1 16 Tf 60 760 Td {text}ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {drawing.Length.ToString(CultureInfo.InvariantCulture)} >>\nstream\n{drawing}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{pdf.Length:D10} 00000 n \n");
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = pdf.Length;
        pdf.Append(table).Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
