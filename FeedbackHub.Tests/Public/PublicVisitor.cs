using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FeedbackHub.App.Public;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Public;

/// <summary>The product, started once for a class of tests, with limits that do not get in their way.</summary>
public sealed class PublicHost : IAsyncLifetime
{
    /// <summary>Arguments that let tests be quick and many.</summary>
    internal static readonly string[] Generous =
        ["--Public:MinimumSeconds=0", "--Public:Filings=1000000", "--Public:Posts=1000000", "--Public:LookUps=1000000"];

    internal HubHostFixture Host { get; private set; } = null!;

    internal HubFixture Hub => Host.Hub;

    internal PublicVisitor Visitor(string language = "en") => new(Host, language);

    public async ValueTask InitializeAsync() => Host = await HubHostFixture.StartAsync(null, Generous);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary>An answer as a browser would read it.</summary>
internal sealed record PublicAnswer(HttpStatusCode Status, string Body, HttpResponseMessage Message)
{
    private IHtmlDocument? document;

    public IHtmlDocument Page => document ??= new HtmlParser().ParseDocument(Body);

    public string Text => Page.Body!.TextContent;

    public string Location => Message.Headers.Location!.ToString();

    /// <summary>The texts of the list of errors on top.</summary>
    public string Summary => Page.QuerySelector("[data-summary]")?.TextContent ?? "";

    public string? ErrorAt(string field) => Page.QuerySelector($"[id='{field}-error']")?.TextContent;

    /// <summary>What a browser would send of a form as it stands.</summary>
    public SentForm Form(string id)
    {
        var form = (IHtmlFormElement?)Page.QuerySelector($"form#{id}") ?? throw new InvalidOperationException($"No form {id} in: {Body}");
        return Read(form);
    }

    public SentForm FormTo(string action) => Read((IHtmlFormElement)Page.QuerySelector($"form[action='{action}']")!);

    private static SentForm Read(IHtmlFormElement form)
    {
        var sent = new SentForm(form.GetAttribute("action")!, form.GetAttribute("enctype") == "multipart/form-data");
        foreach (var element in form.QuerySelectorAll("input[name], textarea[name]"))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlTextAreaElement area:
                    sent.Add(name, area.Value);
                    break;
                case IHtmlInputElement { Type: "radio" or "checkbox" } box when !box.IsChecked:
                case IHtmlInputElement { Type: "file" }:
                    break;
                case IHtmlInputElement input:
                    sent.Add(name, input.GetAttribute("value") ?? "");
                    break;
            }
        }

        return sent;
    }
}

/// <summary>A form about to be sent. Line ends travel as CR LF, as HTML demands.</summary>
internal sealed class SentForm(string action, bool multipart)
{
    private readonly List<(string Name, string Value)> fields = [];
    private readonly List<(string Name, byte[] Content)> files = [];

    public string Action => action;

    public string this[string name] => fields.Find(f => f.Name == name).Value;

    public IReadOnlyList<string> All(string name) => [.. fields.Where(f => f.Name == name).Select(f => f.Value)];

    public SentForm Add(string name, string value)
    {
        fields.Add((name, value));
        return this;
    }

    public SentForm Set(string name, string value)
    {
        fields.RemoveAll(f => f.Name == name);
        return Add(name, value);
    }

    public SentForm Without(string name)
    {
        fields.RemoveAll(f => f.Name == name);
        return this;
    }

    public SentForm File(string name, byte[] content)
    {
        files.Add((name, content));
        return this;
    }

    public HttpContent Content()
    {
        if (!multipart)
        {
            return new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, Travelling(f.Value))));
        }

        var content = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 }; // names of files travel so
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(Travelling(value)), $"\"{name}\"");
        }

        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{FieldNames.Files}\"; filename=\"{name}\"");
            part.Headers.ContentType = new MediaTypeHeaderValue("text/html");
            content.Add(part);
        }

        return content;
    }

    private static string Travelling(string value) => value.Replace("\r\n", "\n").Replace("\n", "\r\n");
}

/// <summary>Somebody at the public site, with cookies of their own and no JavaScript.</summary>
internal sealed class PublicVisitor(HubHostFixture host, string language)
{
    public CookieContainer Cookies { get; } = new();


    public async Task<PublicAnswer> GetAsync(string path)
    {
        using var client = NewClient();
        return await AnswerAsync(await client.GetAsync(path));
    }

    public async Task<PublicAnswer> SendAsync(SentForm form, bool follow = true)
    {
        using var client = NewClient();
        using var content = form.Content();
        var answer = await AnswerAsync(await client.PostAsync(form.Action, content));
        return follow && answer.Status == HttpStatusCode.SeeOther ? await GetAsync(answer.Location) : answer;
    }

    /// <summary>The filing form, filled in so that it can be sent.</summary>
    public async Task<SentForm> FilledAsync(string description = "The kettle leaks.") =>
        (await GetAsync(PublicPaths.File)).Form("file")
            .Set(FieldNames.Kind, "complaint").Set(FieldNames.Description, description)
            .Set(FieldNames.Name, "Wang Min").Set(FieldNames.Email, "wang@example.com");

    /// <summary>Files, and gives number and code.</summary>
    public async Task<(string Number, string Code)> FileAsync(string description = "The kettle leaks.") =>
        KeysOf(await SendAsync(await FilledAsync(description)));

    public static (string Number, string Code) KeysOf(PublicAnswer receipt)
    {
        Assert.Equal(HttpStatusCode.OK, receipt.Status);
        var keys = receipt.Page.QuerySelectorAll(".key");
        return (keys[0].TextContent, keys[1].TextContent);
    }

    /// <summary>Opens a case with number and code, and gives its page.</summary>
    public async Task<PublicAnswer> TrackAsync(string number, string code) =>
        await SendAsync((await GetAsync(PublicPaths.Track)).FormTo(PublicPaths.Track).Set(FieldNames.Number, number).Set(FieldNames.Code, code));

    public async Task<PublicAnswer> TrackAsync((string Number, string Code) keys) => await TrackAsync(keys.Number, keys.Code);

    private HttpClient NewClient()
    {
        var client = host.Client(Cookies);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    private static async Task<PublicAnswer> AnswerAsync(HttpResponseMessage message) =>
        new(message.StatusCode, await message.Content.ReadAsStringAsync(), message);
}
