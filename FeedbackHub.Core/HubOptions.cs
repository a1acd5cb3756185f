namespace FeedbackHub.Core;

/// <summary>Where the hub keeps its things.</summary>
public sealed class StorageOptions
{
    /// <summary>The folder of database, files and keys; relative to the folder the hub is started in.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>
    /// Hours after which a file that nothing refers to is deleted. Longer than what holds on to files that are not sent yet:
    /// the public form's <c>Public:KeptFileHours</c> and the day of a handler's uploads.
    /// </summary>
    public int OrphanHours { get; set; } = 48;

    /// <summary>Minutes between two looks for such files.</summary>
    public int SweepMinutes { get; set; } = 360;

    /// <summary>Seconds that a writer waits for another process that has locked the SQLite file.</summary>
    public int LockSeconds { get; set; } = 30;

    /// <summary>The database file's name.</summary>
    internal string DatabaseName { get; init; } = "feedbackhub.db";

    /// <summary>False for a database in the making, which is begun anew when the machine stops: nothing is synced to disk.</summary>
    internal bool Durable { get; init; } = true;

    /// <summary>Where the contents of attachments are kept.</summary>
    public FilePlace FilesIn { get; set; }

    /// <summary>The database file.</summary>
    public string Database => Path.Combine(Folder, DatabaseName);

    /// <summary>The folder of attachments.</summary>
    public string Files => Path.Combine(Folder, "files");

    /// <summary>The folder of keys: whoever has it can read cookies and check tracking codes.</summary>
    public string Keys => Path.Combine(Folder, "keys");
}

/// <summary>Where the contents of attachments are kept.</summary>
public enum FilePlace
{
    /// <summary>In the storage folder, which nodes share where there are several: the default.</summary>
    Folder,

    /// <summary>In the database, for nodes without a shared folder.</summary>
    Database,
}

/// <summary>The databases the hub can live on.</summary>
public enum DatabaseProvider
{
    /// <summary>A file in the storage folder: the default, for one machine.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, for several nodes.</summary>
    Postgres,
}

/// <summary>Which database (configuration section <c>Database</c>).</summary>
public sealed class DatabaseOptions
{
    /// <summary>SQLite or PostgreSQL.</summary>
    public DatabaseProvider Provider { get; set; }

    /// <summary>Where the PostgreSQL server is, as Npgsql writes it; not for SQLite.</summary>
    public string ConnectionString { get; set; } = "";
}

/// <summary>The limits of what can be filed and written (configuration section <c>Limits</c>).</summary>
public sealed class Limits
{
    /// <summary>Characters of a description or message.</summary>
    public int Text { get; set; } = 100_000;

    /// <summary>Characters of a one-line field.</summary>
    public int Line { get; set; } = 500;

    /// <summary>Files with one message.</summary>
    public int Files { get; set; } = 5;

    /// <summary>Bytes of one file.</summary>
    public long FileBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Cases on one page of a list, at the most.</summary>
    public int Page { get; set; } = 100;

    /// <summary>Bytes of a file of days that is brought into a calendar.</summary>
    public int ImportBytes { get; set; } = 1024 * 1024;

    /// <summary>Events, lines or entries in it.</summary>
    public int ImportEvents { get; set; } = 2000;

    /// <summary>Dates that come of it, and repetitions of an event that are followed to find them.</summary>
    public int ImportDays { get; set; } = 10_000;

    /// <summary>Years it is read for at once.</summary>
    public int ImportYears { get; set; } = 10;
}

/// <summary>What an installation decides about working together (configuration section <c>Rules</c>).</summary>
public sealed class CaseRules
{
    /// <summary>Hours of working time, counted on the case's calendar, within which a department may send back what was handed over to it.</summary>
    public int ReturnHours { get; set; } = 8;

    /// <summary>The return with which the fallback department decides: the first so many go back to where the case came from, the last of them to it.</summary>
    public int Returns { get; set; } = 2;

    /// <summary>True where a filing that says somebody could be hurt is a major case from the first moment (R2.3.2).</summary>
    public bool SafetyIsMajor { get; set; }
}

/// <summary>The secret of this installation, from the key folder. Not configuration, never in the database.</summary>
/// <param name="TrackingKey">256 random bits.</param>
public sealed record HubSecrets(byte[] TrackingKey);
