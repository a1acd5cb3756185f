using System.Text.Json;
using NodaTime;

namespace FeedbackHub.Core.Backups;

/// <summary>What an archive says of itself.</summary>
/// <param name="Version">The program that made it.</param>
/// <param name="TakenAt">When the database was looked at, ISO 8601, UTC.</param>
/// <param name="Provider">The database it is of; it can be restored on no other.</param>
/// <param name="Database">What is in the database.</param>
/// <param name="Missing">Hashes of attachments that rows name and that were not in the store when the backup was made.</param>
/// <param name="HasKeys">True where the keys are in it, sealed by a passphrase.</param>
/// <param name="Parts">Everything in the archive but this manifest.</param>
public sealed record BackupManifest(
    string Version, string TakenAt, string Provider, DatabaseContent Database, IReadOnlyList<string> Missing, bool HasKeys, IReadOnlyList<BackupPart> Parts)
{
    internal const string Name = "manifest.json";
    internal const string DatabasePart = "database";
    internal const string KeysPart = "keys.sealed";
    internal const string FilesFolder = "files/";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal static string ThisVersion => typeof(BackupManifest).Assembly.GetName().Version?.ToString(3) ?? "0";

    internal static string NameOf(DatabaseProvider provider) => provider.ToString().ToLowerInvariant();

    internal static string Text(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Format);

    internal static BackupManifest FromJson(byte[] json) =>
        JsonSerializer.Deserialize<BackupManifest>(json, Format) ?? throw new JsonException("The manifest is empty.");
}

/// <summary>One part of an archive.</summary>
/// <param name="Name">Its name in the archive.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">The hash of its content, in lower-case hexadecimal.</param>
public sealed record BackupPart(string Name, long Size, string Sha256);

/// <summary>What is in a database, as far as it can be counted.</summary>
/// <param name="Migrations">The migrations its tables have gone through, oldest first.</param>
/// <param name="JournalHead">The last number of the journal; 0 where there is none.</param>
/// <param name="Rows">How many rows each table holds.</param>
public sealed record DatabaseContent(IReadOnlyList<string> Migrations, long JournalHead, IReadOnlyDictionary<string, long> Rows)
{
    /// <summary>The hashes of the attachments that rows name; in the archive they are parts of their own.</summary>
    internal IReadOnlySet<string> Attachments { get; init; } = new HashSet<string>();

    /// <summary>The hashes of contents that are in the database itself.</summary>
    internal IReadOnlySet<string> Contents { get; init; } = new HashSet<string>();

    /// <summary>Secrets that lay in the database and are not in its copy: they belong to the keys.</summary>
    internal IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>What is different in another one, in words; null where nothing is.</summary>
    internal string? DifferenceFrom(DatabaseContent other)
    {
        if (JournalHead != other.JournalHead)
        {
            return $"its journal ends at {JournalHead} and not at {other.JournalHead}";
        }

        return Rows.Keys.Union(other.Rows.Keys).Order(StringComparer.Ordinal)
            .Where(table => Rows.GetValueOrDefault(table) != other.Rows.GetValueOrDefault(table))
            .Select(table => $"{table} holds {Rows.GetValueOrDefault(table)} rows and not {other.Rows.GetValueOrDefault(table)}")
            .FirstOrDefault();
    }

    /// <summary>True where the journal counts from 1 to its head without a gap.</summary>
    internal bool IsJournalDense => Rows.GetValueOrDefault("Journal") == JournalHead;
}

/// <summary>How far a backup or restore is.</summary>
/// <param name="What">What is being done.</param>
/// <param name="Done">How much of it.</param>
/// <param name="Of">Of how much, in the same unit; 0 where that is not known.</param>
public sealed record BackupStep(string What, long Done, long Of);

/// <summary>A backup or restore that is not done. Nothing is left behind; the message says why, to the person at the console.</summary>
public sealed class BackupRefusedException(string message, Exception? inner = null) : Exception(message, inner);
