using System.Net;
using FeedbackHub.Core;
using FeedbackHub.Tests.Public;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Faults;

/// <summary>The disk of the storage folder is full: on SQLite nothing can be stored, on PostgreSQL no file.</summary>
[Trait("Kind", "Fault")]
public sealed class FullDiskTests
{
    [Fact]
    public async Task Nothing_is_accepted_that_finds_no_room_and_all_goes_on_by_itself_once_there_is_some()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 24);
        await using var host = await HubHostFixture.StartOnAsync(
            new StorageOptions { Folder = Path.Combine(disk.Folder, "hub") }, TestDatabase.New(), FaultRun.Silent,
            [.. PublicHost.Generous, "--Api:RequestsPerMinute=1000000", "--Api:Burst=100000", "--Health:FreeBytes=1000000"]);
        var token = (await host.Hub.TokenAsync()).Secret;
        var promised = new Promised();
        await using var screen = new LiveScreen(host.BaseAddress, token);
        var away = await Away.ComeAsync(host, promised, token);
        using var enough = new CancellationTokenSource();
        var working = new Clients(host.BaseAddress, token, promised, () => Task.CompletedTask).WorkAsync(programs: 2, customers: 2, handlers: 1, enough.Token);
        await Until.HoldsAsync("filing goes on", () => promised.Receipts.Count > 10 || working.IsCompleted);
        for (var round = 0; round < FaultRun.Times(2, 20); round++)
        {
            disk.Fill();
            if (!TestDatabase.IsPostgres)
            {
                // What is left within the log's own file is used up before.
                var (seen, refused) = (promised.Receipts.Count, promised.Refused);
                await Until.HoldsAsync("filing is refused", () => promised.Refused > refused + 20 || working.IsCompleted);
            }

            Assert.False(working.IsCompleted, working.Exception?.ToString());
            var full = await away.GetAsync("/health/ready", "en");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, full.Status);
            Assert.Contains("disk", full.Body, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await away.GetAsync("/", "en")).Status);
            disk.Free();
            var before = promised.Receipts.Count;
            await Until.HoldsAsync("filing goes on by itself", () => promised.Receipts.Count > before + 5 || working.IsCompleted);
        }

        await enough.CancelAsync();
        await working;
        await Checker.CheckAsync(host.Hub, promised, screen);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task People_and_programs_are_told_that_it_was_not_accepted_and_what_they_typed_stays_on_the_page()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "PostgreSQL's own disk is not ours to fill.");
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var host = await StartAsync(disk);
        var promised = new Promised();
        var away = await Away.ComeAsync(host, promised, (await host.Hub.TokenAsync()).Secret);
        await FillAsync(disk, host, promised);

        await away.AreRefusedAsync();

        disk.Free();
        await away.AreAcceptedAsync();
        await Checker.CheckAsync(host.Hub, promised);
    }

    [Fact]
    public async Task A_file_that_finds_no_room_does_not_take_what_was_typed_with_it()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var host = await StartAsync(disk);
        var visitor = new PublicVisitor(host, "zh-Hans");
        var form = (await visitor.FilledAsync("写了一刻钟")).File("照片.jpg", new byte[100_000]);
        disk.Fill();

        var answer = await visitor.SendAsync(form);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Contains("未被接受", answer.Summary, StringComparison.Ordinal);
        Assert.Contains("文件暂时无法保存，请重新选择。", answer.ErrorAt(App.Public.FieldNames.Files), StringComparison.Ordinal);
        Assert.Equal("写了一刻钟", answer.Form("file")[App.Public.FieldNames.Description]);
        disk.Free();
        Assert.Empty(Directory.EnumerateFiles(host.Hub.Storage.Files, "*", SearchOption.AllDirectories));
        var receipt = PublicVisitor.KeysOf(await visitor.SendAsync(form));
        var promised = new Promised();
        promised.Filed["写了一刻钟"] = true;
        promised.Receipts.Add((receipt.Number, "写了一刻钟"));
        Assert.Single(Directory.EnumerateFiles(host.Hub.Storage.Files, "*", SearchOption.AllDirectories));
        await Checker.CheckAsync(host.Hub, promised);
    }

    private static Task<HubHostFixture> StartAsync(SmallDisk disk) => HubHostFixture.StartOnAsync(
        new StorageOptions { Folder = Path.Combine(disk.Folder, "hub") }, TestDatabase.New(), FaultRun.Silent, [.. PublicHost.Generous]);

    /// <summary>Until not even the room within the write-ahead log is left.</summary>
    private static async Task FillAsync(SmallDisk disk, HubHostFixture host, Promised promised)
    {
        disk.Fill();
        var visitor = new PublicVisitor(host, "en");
        for (var n = 0; n < 1000; n++)
        {
            var text = $"Before it is full, {n}";
            promised.Filed[text] = true;
            var answer = await visitor.SendAsync(await visitor.FilledAsync(text));
            if (answer.Status == HttpStatusCode.ServiceUnavailable)
            {
                return;
            }

            promised.Receipts.Add((PublicVisitor.KeysOf(answer).Number, text));
        }

        Assert.Fail("It is never full.");
    }
}
