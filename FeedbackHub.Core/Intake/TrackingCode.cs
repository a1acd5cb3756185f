using System.Security.Cryptography;
using System.Text;

namespace FeedbackHub.Core.Intake;

/// <summary>
/// The secret that opens a case to its customer: 80 bits in Crockford's base 32, written <c>7KQ4-M2TX-9DHW-B3RC</c>. It is
/// derived from the filing's key, so that a repeated filing gets the same receipt, and only its keyed hash is stored.
/// </summary>
public static class TrackingCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;

    /// <summary>The code of a filing.</summary>
    /// <param name="secret">The installation's secret.</param>
    /// <param name="filing">The filing's key (<see cref="Data.Filing.Key"/>).</param>
    public static string For(byte[] secret, byte[] filing)
    {
        var bits = HMACSHA256.HashData(secret, (byte[])[.. "code"u8, .. filing]);
        var code = new StringBuilder(Length + 3);
        for (var i = 0; i < Length; i++)
        {
            if (i > 0 && i % 4 == 0)
            {
                code.Append('-');
            }

            // Five bits at a time out of the first ten bytes.
            var bit = i * 5;
            var pair = (bits[bit / 8] << 8) | bits[(bit / 8) + 1];
            code.Append(Alphabet[(pair >> (11 - (bit % 8))) & 31]);
        }

        return code.ToString();
    }

    /// <summary>What is stored instead of the code. Spelling (case, hyphens, O for 0, I or L for 1) does not matter.</summary>
    public static byte[] Hash(byte[] secret, string typed) => HMACSHA256.HashData(secret, (byte[])[.. "hash"u8, .. Encoding.UTF8.GetBytes(Plain(typed))]);

    private static string Plain(string typed)
    {
        var plain = new StringBuilder(Length);
        foreach (var letter in typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant())
        {
            plain.Append(letter switch
            {
                'O' => "0",
                'I' or 'L' => "1",
                _ when char.IsAsciiLetterOrDigit(letter) => letter.ToString(),
                _ => "",
            });
        }

        return plain.ToString();
    }
}
