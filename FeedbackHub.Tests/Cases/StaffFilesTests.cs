using System.Net;
using FeedbackHub.App.Cases;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Cases;

public sealed class StaffFilesTests : IAsyncLifetime
{
    private HubHostFixture host = default!;
    private Actor lin = default!;

    public async ValueTask InitializeAsync()
    {
        host = await HubHostFixture.StartAsync(null, "--Limits:FileBytes=2000");
        lin = await host.Hub.HandlerAsync();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_upload_is_answered_with_a_reference_that_only_its_uploader_can_use()
    {
        using var client = await host.SignInAsync(lin);
        using var answer = await UploadAsync(client, "账单 <1>.pdf", 1200);
        var reference = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var uploads = host.Services.GetRequiredService<UploadedFiles>();
        Assert.Equal(new StoredFile("账单 1.pdf", uploads.Open(lin.StaffId!.Value, reference)!.Sha256, 1200), uploads.Open(lin.StaffId!.Value, reference));
        Assert.Null(uploads.Open(lin.StaffId!.Value + 1, reference));
        Assert.Null(uploads.Open(lin.StaffId!.Value, reference[..^3] + "AAA"));
        Assert.Null(uploads.Open(lin.StaffId!.Value, "nothing"));
    }

    [Fact]
    public async Task Without_the_forgery_token_without_permission_and_beyond_the_limit_nothing_is_stored()
    {
        using var client = await host.SignInAsync(lin);
        using var auditor = await host.SignInAsync(await host.Hub.AuditorAsync());
        using var stranger = host.Client();

        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(client, "a.txt", 10, token: "")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await UploadAsync(auditor, "a.txt", 10)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(stranger, "a.txt", 10, token: "")).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(client, "a.txt", 2001)).StatusCode);
        Assert.False(Directory.Exists(host.Hub.Storage.Files) && Directory.EnumerateFiles(host.Hub.Storage.Files, "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task A_download_is_always_saved_never_shown_and_only_by_whoever_may_see_the_case()
    {
        var id = await AttachAsync("<script>alert(1)</script>"u8.ToArray(), "page.html");
        using var client = await host.SignInAsync(lin);
        using var elsewhere = await host.SignInAsync(await host.Hub.HandlerAsync("Elsewhere", await host.Hub.DepartmentAsync("Elsewhere")));

        using var answer = await client.GetAsync($"{StaffFiles.Path}/{id}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("page.html", answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("<script>alert(1)</script>", await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"{StaffFiles.Path}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{StaffFiles.Path}/{id + 1}")).StatusCode);

        await host.Hub.ConcernsAsync(await host.Hub.ReadAsync(db => db.Cases.MaxAsync(c => c.Id)), lin.StaffId!.Value);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{StaffFiles.Path}/{id}")).StatusCode);
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string name, int bytes, string? token = null)
    {
        token ??= HubHostFixture.AntiforgeryToken(await client.GetStringAsync("/staff"));
        using var request = new HttpRequestMessage(HttpMethod.Post, StaffFiles.Path) { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.Add(StaffFiles.NameHeader, Uri.EscapeDataString(name));
        request.Headers.Add("RequestVerificationToken", token);
        return await client.SendAsync(request);
    }

    private async Task<long> AttachAsync(byte[] content, string name)
    {
        using var stream = new MemoryStream(content);
        var stored = await host.Services.GetRequiredService<FileStore>().SaveAsync(name, stream, 2000);
        var receipt = await host.Hub.FileAsync();
        await host.Hub.ClaimAsync(lin, receipt);
        Assert.Null((await host.Hub.Use<AddNote>().ExecuteAsync(lin, new AddNote.Request(receipt.CaseId, "See the file.") { Files = [stored!] })).Failure);
        return await host.Hub.ReadAsync(db => db.Attachments.MaxAsync(a => a.Id));
    }
}
