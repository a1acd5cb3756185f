namespace FeedbackHub.Core.Backups;

/// <summary>What seals the keys of a backup: from a file, never from the command line, which everybody on the machine can read.</summary>
public static class Passphrase
{
    /// <summary>Reads a file whose first line is the passphrase.</summary>
    /// <exception cref="BackupRefusedException">It is not there, or too short.</exception>
    public static string Read(string file)
    {
        try
        {
            return Checked(File.ReadLines(file).FirstOrDefault() ?? "", file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new BackupRefusedException($"The passphrase cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>The passphrase, if it is long enough to be one.</summary>
    /// <exception cref="BackupRefusedException">It is too short.</exception>
    public static string Checked(string passphrase, string from) => passphrase.Length >= SealedKeys.ShortestPassphrase
        ? passphrase
        : throw new BackupRefusedException($"The passphrase in {from} is too short: {SealedKeys.ShortestPassphrase} characters at the least.");
}
