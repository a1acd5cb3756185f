using FeedbackHub.Core.Access;
using FeedbackHub.Core.Backups;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FeedbackHub.Tests.Backups;

/// <summary>A hub with some cases and files, and a folder for its backups.</summary>
internal sealed class BackedUpHub : IAsyncDisposable
{
    public const string Passphrase = "correct horse battery staple";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("feedbackhub-backup-");

    private BackedUpHub(HubFixture hub) => Hub = hub;

    public HubFixture Hub { get; }

    /// <summary>Where the next backup goes.</summary>
    public string File => Path.Combine(folder.FullName, "hub.zip");

    /// <summary>The folder of backups.</summary>
    public string Folder => folder.FullName;

    public static async Task<BackedUpHub> StartAsync(Action<IServiceCollection>? services = null) => new(await HubFixture.StartAsync(services));

    /// <summary>Files a case with a file of its own.</summary>
    public async Task<Receipt> FileAsync(string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"The photograph of: {text}"));
        var stored = await Hub.Get<FileStore>().SaveAsync("photo.txt", content, 1000);
        return await Hub.FileAsync(filed => filed with { Description = text, Files = [stored!] });
    }

    public Task<BackupManifest> BackUpAsync(string? passphrase = Passphrase) => Hub.Get<MakeBackup>().RunAsync(File, passphrase, _ => { });

    /// <summary>Another hub with nothing in it, to restore into.</summary>
    public static HubFixture Elsewhere(Action<IServiceCollection>? services = null) => HubFixture.Make(services);

    /// <summary>True where tracking code and file of a receipt still work.</summary>
    public static async Task<bool> OpensAsync(HubFixture hub, Receipt receipt, string text)
    {
        var found = await hub.Use<FindTrackedCase>().ExecuteAsync(Actor.Public, new(receipt.Number, receipt.Code));
        if (!found.Succeeded)
        {
            return false;
        }

        var attachment = await hub.ReadAsync(db => Task.FromResult(db.Attachments.Single(a => a.CaseId == receipt.CaseId).Id));
        var opened = await hub.Use<OpenAttachment>().ExecuteAsync(found.Value, new(attachment));
        await using var content = opened.Value.Content;
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync() == $"The photograph of: {text}";
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
