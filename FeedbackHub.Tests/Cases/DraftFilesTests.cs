using System.Text;
using Bunit;
using FeedbackHub.App.Cases;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Cases;

[Trait("Kind", "Component")]
public sealed class DraftFilesTests : IAsyncLifetime
{
    private readonly EphemeralDataProtectionProvider protection = new();
    private HubFixture hub = default!;
    private Actor lin = default!;
    private Receipt receipt = default!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubFixture.StartAsync();
        lin = await hub.HandlerAsync("Lin Hua");
        receipt = await hub.FileAsync();
        await hub.StartTailAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task An_uploaded_file_survives_a_reload_and_is_forgotten_once_it_is_removed()
    {
        await using (var pages = Pages())
        {
            await UploadAsync(pages, Tray(pages), "账单.pdf", "99");
            await UploadAsync(pages, Tray(pages), "photo.jpg", "kettle");
        }

        await using (var pages = Pages())
        {
            var tray = Tray(pages);
            Assert.Equal(["账单.pdf", "photo.jpg"], tray.FindAll("li span[dir=auto]").Select(s => s.TextContent));
            Assert.Equal(2, tray.Instance.References.Count);
            await tray.Find("li button").ClickAsync(new MouseEventArgs());
        }

        await using var again = Pages();
        Assert.Equal(["photo.jpg"], Tray(again).FindAll("li span[dir=auto]").Select(s => s.TextContent));
    }

    [Fact]
    public async Task What_was_kept_goes_along_with_the_answer_and_is_then_forgotten()
    {
        await hub.ClaimAsync(lin, receipt);
        await using (var pages = Pages())
        {
            await UploadAsync(pages, Tray(pages), "账单.pdf", "99");
        }

        await using (var pages = Pages())
        {
            var page = pages.Case(receipt.Number);
            pages.Typed("Here is the bill.");
            await page.Find("#box-reply .primary").ClickAsync(new MouseEventArgs());
            Assert.Empty(page.FindComponents<FileTray>()[0].Instance.References);
        }

        Assert.Equal("账单.pdf", await hub.ReadAsync(db => db.Attachments.Select(a => a.FileName).SingleAsync()));
        Assert.Empty(await hub.ReadAsync(db => db.Drafts.ToListAsync()));
    }

    [Fact]
    public async Task A_file_whose_content_is_gone_is_said_to_be_and_does_not_stand_in_the_way()
    {
        await using (var pages = Pages())
        {
            await UploadAsync(pages, Tray(pages), "账单.pdf", "99");
        }

        Directory.Delete(hub.Storage.Files, recursive: true);

        await using var again = Pages();
        Assert.Empty(Tray(again).Instance.References);
        Assert.Contains("too old", Tray(again).Find(".case-problem").TextContent);
    }

    [Fact]
    public async Task Files_that_were_never_sent_are_swept_when_they_are_old_and_no_others()
    {
        await hub.ClaimAsync(lin, receipt);
        var store = hub.Get<FileStore>();
        var sent = await StoreAsync(store, "sent");
        var forgotten = await StoreAsync(store, "forgotten");
        var again = await StoreAsync(store, "sent again");
        var half = Path.Combine(hub.Storage.Files, $"{Guid.NewGuid():N}.part");
        await File.WriteAllTextAsync(half, "half");
        File.SetLastWriteTimeUtc(half, hub.Time.GetUtcNow().UtcDateTime);
        Assert.Null((await hub.Use<AddNote>().ExecuteAsync(lin, new AddNote.Request(receipt.CaseId, "See the file.") { Files = [sent] })).Failure);
        var sweep = hub.Get<OrphanSweep>();

        hub.Time.Advance(TimeSpan.FromHours(48));
        Assert.Equal(0, await sweep.SweepAsync());
        await StoreAsync(store, "sent again");
        var young = await StoreAsync(store, "young");
        hub.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, await sweep.SweepAsync());
        Assert.True(store.Has(sent.Sha256) && store.Has(again.Sha256) && store.Has(young.Sha256));
        Assert.False(store.Has(forgotten.Sha256) || File.Exists(half));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_sweep_comes_by_itself()
    {
        var store = hub.Get<FileStore>();
        var forgotten = await StoreAsync(store, "forgotten");
        hub.Time.Advance(TimeSpan.FromHours(49));
        var sweep = hub.Get<OrphanSweep>();
        await sweep.StartAsync(Xunit.TestContext.Current.CancellationToken);

        // Begun on another thread: the clock goes on until it has looked.
        while (store.Has(forgotten.Sha256))
        {
            hub.Time.Advance(TimeSpan.FromMinutes(hub.Storage.SweepMinutes));
            await Task.Yield();
        }

        await sweep.StopAsync(Xunit.TestContext.Current.CancellationToken);
    }

    private static async Task<StoredFile> StoreAsync(FileStore store, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return (await store.SaveAsync($"{content}.txt", stream, 1000))!;
    }

    /// <summary>A circuit of the same hub: what one has sealed, the next can open.</summary>
    private StaffPages Pages()
    {
        var pages = new StaffPages(hub, lin);
        pages.Services.AddSingleton<IDataProtectionProvider>(protection);
        return pages;
    }

    private IRenderedComponent<FileTray> Tray(StaffPages pages) => pages.Case(receipt.Number).FindComponents<FileTray>()[0];

    private async Task UploadAsync(StaffPages pages, IRenderedComponent<FileTray> tray, string name, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var reference = await pages.Services.GetRequiredService<UploadedFiles>().KeepAsync(lin.StaffId!.Value, name, stream, Xunit.TestContext.Current.CancellationToken);
        await tray.InvokeAsync(() => tray.Instance.ArrivedAsync(tray.Instance.Choose([new(name, content.Length)])[0], reference, 200));
    }
}
