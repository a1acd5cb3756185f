using System.Diagnostics;
using System.Text.RegularExpressions;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;
using FeedbackHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Api;

public partial class ApiGuideTests
{
    [Fact]
    public async Task The_examples_of_the_guide_run_as_they_stand()
    {
        Assert.SkipUnless(File.Exists("/bin/bash") && File.Exists("/usr/bin/curl"), "absent: bash and curl");
        await using var host = await HubHostFixture.StartAsync();
        var blocks = BashBlock().Matches(await File.ReadAllTextAsync(Repository.File("docs/api.md"))).Select(m => m.Groups["script"].Value).ToList();
        Assert.True(blocks.Count >= 5);
        using var bash = new Process
        {
            StartInfo = new ProcessStartInfo("/bin/bash", ["-eu", "-o", "pipefail", "-c", string.Join('\n', blocks)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["FEEDBACKHUB"] = host.BaseAddress.ToString().TrimEnd('/'), ["TOKEN"] = (await host.Hub.TokenAsync()).Secret },
            },
        };

        var handler = await host.Hub.HandlerAsync();
        using var ending = new CancellationTokenSource();
        var working = ClaimWhatIsAssignedAsync(host, handler, ending.Token);
        bash.Start();
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);

        Assert.True(bash.ExitCode == 0, $"{await output}\n{await errors}");
        Assert.Contains("\"trackingCode\":", await output, StringComparison.Ordinal);
        Assert.EndsWith("\"state\":\"resolved\"", StateOf(await output), StringComparison.Ordinal);
    }

    /// <summary>The person of the guide who begins on the case.</summary>
    private static async Task ClaimWhatIsAssignedAsync(HubHostFixture host, Actor handler, CancellationToken cancel)
    {
        var (feed, tail) = (host.Services.GetRequiredService<LiveFeed>(), host.Services.GetRequiredService<JournalTail>());
        for (var seen = feed.Head; ;)
        {
            await feed.WaitBeyondAsync(seen, cancel);
            foreach (var update in await tail.ReadAfterAsync(seen, cancel))
            {
                seen = update.Seq;
                if (update is { Kind: JournalKind.Assigned, CaseId: { } id })
                {
                    await host.Hub.Use<ClaimCase>().ExecuteAsync(handler, new ClaimCase.Request(id), cancel);
                }
            }
        }
    }

    private static string StateOf(string output) => State().Matches(output)[^1].Value;

    [GeneratedRegex("```bash\n(?<script>.*?)```", RegexOptions.Singleline)]
    private static partial Regex BashBlock();

    [GeneratedRegex("\"caseId\":[0-9]+,\"version\":[0-9]+,\"kind\":\"[a-z]+\",\"state\":\"[a-zA-Z]+\"")]
    private static partial Regex State();
}
