using Xunit;

namespace FeedbackHub.Tests.Support;

/// <summary>
/// Material to try the product on that is not part of the repository: the folder FEEDBACKHUB_SHARED names, or else the
/// folder "shared" beside the repository.
/// </summary>
internal static class SharedFolder
{
    /// <summary>The path of a file there. The test is skipped by name when the file is absent.</summary>
    public static string Find(string relativePath)
    {
        var path = Root() is { } root ? Path.Combine(root, relativePath) : null;
        Assert.SkipUnless(File.Exists(path), $"absent: shared/{relativePath}");
        return path!;
    }

    private static string? Root()
    {
        if (Environment.GetEnvironmentVariable("FEEDBACKHUB_SHARED") is { Length: > 0 } named)
        {
            return named;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FeedbackHub.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.Parent is { } beside ? Path.Combine(beside.FullName, "shared") : null;
    }
}
