using System.Security.Cryptography;

namespace FeedbackHub.Core;

/// <summary>Keeps the installation's secret in a file that only the hub's account can read, made at the first start.</summary>
public static class HubSecretsFile
{
    private const int Bytes = 32;

    /// <summary>Reads the secret, making it first where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is there and not whole: tracking codes given out would no longer work.</exception>
    public static HubSecrets ReadOrMake(StorageOptions storage)
    {
        Directory.CreateDirectory(storage.Keys);
        var file = Path.Combine(storage.Keys, "tracking.key");
        if (!File.Exists(file))
        {
            var draft = $"{file}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(draft, options))
            {
                stream.Write(RandomNumberGenerator.GetBytes(Bytes));
                stream.Flush(flushToDisk: true);
            }

            try
            {
                File.Move(draft, file);
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another process was faster: its secret is the one.
                File.Delete(draft);
            }
        }

        var key = File.ReadAllBytes(file);
        return key.Length == Bytes ? new HubSecrets(key) : throw new InvalidDataException($"{file} is damaged: restore it from the backup.");
    }
}
