using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>
/// What the site hands to a browser and recognises when it comes back: encrypted, dated, and good for one purpose. Nothing
/// else that comes in a hidden field, a cookie or an address is believed.
/// </summary>
public sealed class PublicSeals(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector root = protection.CreateProtector("FeedbackHub.Public");

    /// <summary>The time by the hub's clock.</summary>
    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Seals a content for a purpose, as of now.</summary>
    public string Seal<T>(string purpose, T content) where T : class =>
        root.CreateProtector(purpose).Protect(JsonSerializer.Serialize(new Dated<T>(Now.ToUnixTimeMilliseconds(), content)));

    /// <summary>What was sealed for this purpose, and when; null where it was not, or longer ago than <paramref name="lifetime"/>.</summary>
    public Unsealed<T>? Open<T>(string purpose, string? text, Duration lifetime) where T : class
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            var dated = JsonSerializer.Deserialize<Dated<T>>(root.CreateProtector(purpose).Unprotect(text))!;
            var at = Instant.FromUnixTimeMilliseconds(dated.At);
            return Now - at <= lifetime ? new Unsealed<T>(dated.Content, at) : null;
        }
        catch (CryptographicException)
        {
            return null; // forged, cut off, or sealed with keys that are gone
        }
    }

    private sealed record Dated<T>(long At, T Content);
}

/// <summary>A content that was sealed by us.</summary>
public sealed record Unsealed<T>(T Content, Instant At) where T : class;
