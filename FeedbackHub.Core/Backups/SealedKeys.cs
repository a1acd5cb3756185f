using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FeedbackHub.Core.Backups;

/// <summary>
/// Keys under a passphrase: PBKDF2 with SHA-256 makes a key of it, AES-256-GCM seals. Layout: mark, rounds (4 bytes),
/// salt, nonce, tag, sealed JSON of names and contents; all before the tag is authenticated with it.
/// </summary>
internal static class SealedKeys
{
    /// <summary>Characters of a passphrase at the least.</summary>
    public const int ShortestPassphrase = 12;

    // OWASP's figure for PBKDF2 with SHA-256.
    private const int Rounds = 600_000;
    private const int MostRounds = 10_000_000;
    private const int SaltBytes = 16;
    private static readonly byte[] Mark = "FHKEYS1\n"u8.ToArray();
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private static int HeadBytes => Mark.Length + 4 + SaltBytes + NonceBytes;

    /// <summary>Seals keys.</summary>
    public static byte[] Seal(IReadOnlyDictionary<string, byte[]> keys, string passphrase)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(keys);
        var head = new byte[HeadBytes];
        Mark.CopyTo(head, 0);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(Mark.Length), Rounds);
        RandomNumberGenerator.Fill(head.AsSpan(Mark.Length + 4));
        var tag = new byte[TagBytes];
        var hidden = new byte[plain.Length];
        using var aes = Cipher(head, passphrase);
        aes.Encrypt(head.AsSpan(HeadBytes - NonceBytes), plain, hidden, tag, head);
        return [.. head, .. tag, .. hidden];
    }

    /// <summary>The keys by their names.</summary>
    /// <exception cref="BackupRefusedException">The passphrase is another one, or the keys are damaged.</exception>
    public static IReadOnlyDictionary<string, byte[]> Open(byte[] sealedKeys, string passphrase)
    {
        if (sealedKeys.Length < HeadBytes + TagBytes || !sealedKeys.AsSpan(0, Mark.Length).SequenceEqual(Mark))
        {
            throw new BackupRefusedException("The sealed keys are damaged.");
        }

        var head = sealedKeys.AsSpan(0, HeadBytes).ToArray();
        var hidden = sealedKeys.AsSpan(HeadBytes + TagBytes);
        var plain = new byte[hidden.Length];
        try
        {
            using var aes = Cipher(head, passphrase);
            aes.Decrypt(head.AsSpan(HeadBytes - NonceBytes), hidden, sealedKeys.AsSpan(HeadBytes, TagBytes), plain, head);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new BackupRefusedException("The passphrase is not the one that this backup's keys were sealed with.");
        }

        return JsonSerializer.Deserialize<Dictionary<string, byte[]>>(plain)!;
    }

    private static AesGcm Cipher(byte[] head, string passphrase)
    {
        var rounds = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(Mark.Length));
        if (rounds is < 1 or > MostRounds)
        {
            throw new BackupRefusedException("The sealed keys are damaged.");
        }

        var key = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(passphrase.Normalize()), head.AsSpan(Mark.Length + 4, SaltBytes), rounds, HashAlgorithmName.SHA256, 32);
        return new AesGcm(key, TagBytes);
    }
}
