using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FeedbackHub.Core.Access;

/// <summary>Secrets that are handed out once and stored only as a hash. With 256 random bits no slow hash is needed.</summary>
internal static class OneTimeSecret
{
    /// <summary>A new one: 43 characters that can stand in an address.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of it.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
