using System.Text;

namespace FeedbackHub.Core.Backups;

/// <summary>All keys of a hub by name: those in its key folder, and those in its database where several nodes share them.</summary>
internal static class HubKeys
{
    private const string InFolder = "keys/";
    private const string InDatabase = "shared/";

    /// <summary>Gathers them.</summary>
    public static IReadOnlyDictionary<string, byte[]> Gather(StorageOptions storage, DatabaseContent database)
    {
        var files = Directory.Exists(storage.Keys) ? Directory.EnumerateFiles(storage.Keys, "*", SearchOption.AllDirectories) : [];
        return files.Select(f => KeyValuePair.Create(InFolder + Path.GetRelativePath(storage.Keys, f).Replace('\\', '/'), File.ReadAllBytes(f)))
            .Concat(database.Secrets.Select(s => KeyValuePair.Create(InDatabase + s.Key, Encoding.UTF8.GetBytes(s.Value))))
            .ToDictionary();
    }

    /// <summary>Those that belong into the database.</summary>
    public static IReadOnlyDictionary<string, string> Shared(IReadOnlyDictionary<string, byte[]> keys) =>
        keys.Where(k => k.Key.StartsWith(InDatabase, StringComparison.Ordinal)).ToDictionary(k => k.Key[InDatabase.Length..], k => Encoding.UTF8.GetString(k.Value));

    /// <summary>Writes the others into a folder, readable by the hub's account alone.</summary>
    public static void Put(IReadOnlyDictionary<string, byte[]> keys, string folder)
    {
        foreach (var (name, content) in keys.Where(k => k.Key.StartsWith(InFolder, StringComparison.Ordinal)))
        {
            var path = Path.GetFullPath(Path.Combine(folder, name[InFolder.Length..]));
            if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new BackupRefusedException("The sealed keys name a file outside their folder.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
    }
}
