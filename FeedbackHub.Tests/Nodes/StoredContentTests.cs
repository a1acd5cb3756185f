using System.Security.Cryptography;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Nodes;

/// <summary>Contents of files kept in the database: the same as in a folder, as far as anybody can tell.</summary>
public sealed class StoredContentTests
{
    private const long Limit = 3 * 1024 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024 * 1024)]
    [InlineData(Limit)]
    public async Task What_one_node_stored_another_opens_byte_for_byte(int length)
    {
        await using var hub = await HubFixture.StartAsync(InDatabase);
        var bytes = RandomNumberGenerator.GetBytes(length);

        var stored = await hub.Get<FileStore>().SaveAsync("a.bin", new MemoryStream(bytes), Limit);
        var again = await hub.Get<FileStore>().SaveAsync("b.bin", new MemoryStream(bytes), Limit);

        Assert.Equal((stored!.Sha256, (long)length), (again!.Sha256, again.Size));
        Assert.True(hub.Get<FileStore>().Has(stored.Sha256));
        using var read = new MemoryStream();
        await using (var content = hub.Get<FileStore>().Open(stored.Sha256))
        {
            await content.CopyToAsync(read);
        }

        Assert.Equal(bytes, read.ToArray());
        Assert.Empty(Directory.EnumerateFiles(hub.Storage.Files, "*", SearchOption.AllDirectories));
        Assert.Equal(1, await hub.ReadAsync(db => db.StoredContents.CountAsync()));
    }

    [Fact]
    public async Task What_is_too_long_or_unknown_is_not_there()
    {
        await using var hub = await HubFixture.StartAsync(InDatabase);
        Assert.Null(await hub.Get<FileStore>().SaveAsync("a.bin", new MemoryStream(new byte[Limit + 1]), Limit));
        Assert.False(hub.Get<FileStore>().Has(new string('0', 64)));
        Assert.Throws<FileNotFoundException>(() => hub.Get<FileStore>().Open(new string('0', 64)));
        Assert.Equal(0, await hub.ReadAsync(db => db.StoredParts.CountAsync()));
    }

    [Fact]
    public async Task What_was_never_sent_is_swept_and_what_was_sent_stays()
    {
        await using var hub = await HubFixture.StartAsync(InDatabase);
        var sent = await hub.Get<FileStore>().SaveAsync("sent.txt", new MemoryStream([1]), Limit);
        var orphan = await hub.Get<FileStore>().SaveAsync("orphan.txt", new MemoryStream([2]), Limit);
        await hub.FileAsync(f => f with { Files = [sent!] });
        hub.Time.Advance(TimeSpan.FromHours(hub.Storage.OrphanHours + 1));

        Assert.Equal(1, await hub.Get<OrphanSweep>().SweepAsync());

        Assert.True(hub.Get<FileStore>().Has(sent!.Sha256));
        Assert.False(hub.Get<FileStore>().Has(orphan!.Sha256));
        Assert.Equal(1, await hub.ReadAsync(db => db.StoredParts.CountAsync()));
    }

    private static void InDatabase(IServiceCollection services) => services.AddSingleton<FileStore, DatabaseFiles>();
}
