using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace FeedbackHub.App.Public;

/// <summary>
/// Writes texts into our pages: Chinese as Chinese, not as numbers, and the control characters U+0080 to U+009F as they are.
/// By number they would come back as others: HTML reads <c>&amp;#x85;</c> as "…", for the sake of old Windows pages (HTML
/// standard, "numeric character reference end state"). In place they mean nothing to a parser, and are kept.
/// </summary>
public sealed class PublicEncoder : HtmlEncoder
{
    private readonly HtmlEncoder inner = Create(UnicodeRanges.All);

    /// <inheritdoc />
    public override int MaxOutputCharactersPerInputCharacter => inner.MaxOutputCharactersPerInputCharacter;

    /// <inheritdoc />
    public override bool WillEncode(int unicodeScalar) => !IsLateControl(unicodeScalar) && inner.WillEncode(unicodeScalar);

    /// <inheritdoc />
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var at = 0; at < textLength; at++)
        {
            var next = inner.FindFirstCharacterToEncode(text + at, textLength - at);
            if (next < 0 || !IsLateControl(text[at + next]))
            {
                return next < 0 ? -1 : at + next;
            }

            at += next;
        }

        return -1;
    }

    /// <inheritdoc />
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (!IsLateControl(unicodeScalar))
        {
            return inner.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        }

        numberOfCharactersWritten = Math.Min(bufferLength, 1);
        if (bufferLength < 1)
        {
            return false;
        }

        *buffer = (char)unicodeScalar;
        return true;
    }

    private static bool IsLateControl(int scalar) => scalar is >= 0x80 and <= 0x9F;
}
