using System.Net;
using System.Text.RegularExpressions;
using FeedbackHub.App.Access;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FeedbackHub.Tests.Support;

/// <summary>
/// The whole product, started: the program's own pipeline on a real Kestrel at a free port of 127.0.0.1, on a folder of its
/// own, by the clock on the wall. Environment Testing, so that there is no demo company. Several may run side by side.
/// </summary>
internal sealed partial class HubHostFixture : IAsyncDisposable
{
    /// <summary>Everybody's password here.</summary>
    public const string Password = "Correct-horse-7-battery";

    private readonly WebApplication app;

    private HubHostFixture(WebApplication app, HubFixture hub)
    {
        this.app = app;
        Hub = hub;
        BaseAddress = new Uri(app.Addresses().Single());
    }

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Builders of staff, departments, categories and cases, and a look into the database.</summary>
    public HubFixture Hub { get; }

    /// <summary>
    /// Starts it. <paramref name="with"/> may add or replace services; <paramref name="args"/> are the program's own
    /// arguments (<c>--Section:Key=value</c>), which win over those given here.
    /// </summary>
    public static async Task<HubHostFixture> StartAsync(Action<WebApplicationBuilder>? with = null, params string[] args)
    {
        var storage = new StorageOptions { Folder = Path.Combine(Path.GetTempPath(), $"feedbackhub-test-{Guid.NewGuid():N}") };
        return await StartOnAsync(storage, TestDatabase.New(), with, args);
    }

    /// <summary>Starts it on a folder and a database that the test has chosen; both are removed at the end.</summary>
    public static async Task<HubHostFixture> StartOnAsync(StorageOptions storage, DatabaseOptions database, Action<WebApplicationBuilder>? with, params string[] args)
    {
        await TestDatabase.PutFreshAsync(storage, database);
        string[] own = ["--environment=Testing", "--urls=http://127.0.0.1:0", $"--Storage:Folder={storage.Folder}", $"--Database:Provider={database.Provider}", $"--Database:ConnectionString={database.ConnectionString}", "--Logging:LogLevel:Default=Warning"];
        var app = Program.Build([.. own, .. args], builder =>
        {
            builder.WebHost.UseStaticWebAssets(); // the test's output holds no wwwroot
            with?.Invoke(builder);
        });
        await app.StartAsync();
        await app.OpenHubAsync();
        return new HubHostFixture(app, await HubFixture.OverAsync(app.Services, storage));
    }

    /// <summary>A client with cookies of its own, which does not follow redirects by itself.</summary>
    public HttpClient Client(CookieContainer? cookies = null) => new(new SocketsHttpHandler { CookieContainer = cookies ?? new CookieContainer(), AllowAutoRedirect = false })
    {
        BaseAddress = BaseAddress,
    };

    /// <summary>A client that somebody has signed in with, through the page of signing in.</summary>
    public async Task<HttpClient> SignInAsync(Actor staff) => Client(await CookiesOfAsync(staff));

    /// <summary>The cookies of somebody who has signed in, for clients other than <see cref="HttpClient"/>.</summary>
    public async Task<CookieContainer> CookiesOfAsync(Actor staff)
    {
        var email = await GivePasswordAsync(staff);
        var cookies = new CookieContainer();
        using var client = Client(cookies);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = email,
            ["password"] = Password,
            ["__RequestVerificationToken"] = AntiforgeryToken(await client.GetStringAsync(Accounts.SignInPath)),
        });
        using var answer = await client.PostAsync(Accounts.SignInPath, form);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? cookies
            : throw new InvalidOperationException($"Signing in was answered with {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Gives a staff member <see cref="Password"/> and answers their e-mail.</summary>
    public Task<string> GivePasswordAsync(Actor staff) => Hub.GivePasswordAsync(staff, Password);

    /// <summary>The hidden field of a page's form, which a post must bring along.</summary>
    public static string AntiforgeryToken(string page) => WebUtility.HtmlDecode(TokenField().Match(page).Groups["value"].Value);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await Hub.ClosePoolAsync();
        var database = Services.GetRequiredService<DatabaseOptions>();
        await app.DisposeAsync();
        await TestDatabase.DropAsync(Hub.Storage, database);
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<value>[^"]+)""")]
    private static partial Regex TokenField();
}
