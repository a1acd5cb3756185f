using System.Net;
using System.Text.RegularExpressions;

namespace FeedbackHub.Bench;

/// <summary>Somebody at the public site with cookies of their own: opens the form, and sends it.</summary>
internal sealed partial class PublicForm(Uri address) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

    /// <summary>Files one case: two requests, as a browser makes them.</summary>
    public async Task FileAsync()
    {
        var page = await client.GetStringAsync(new Uri("/file", UriKind.Relative));
        using var form = new MultipartFormDataContent();
        foreach (var hidden in Hidden().Matches(page).DistinctBy(m => m.Groups[1].Value))
        {
            form.Add(new StringContent(WebUtility.HtmlDecode(hidden.Groups[2].Value)), hidden.Groups[1].Value);
        }

        foreach (var (name, value) in new[] { ("kind", "complaint"), ("description", IntakeBench.Description), ("name", "Jane Doe"), ("email", "jane@example.org") })
        {
            form.Add(new StringContent(value), name);
        }

        using var answer = await client.PostAsync(new Uri("/file", UriKind.Relative), form);
        if (answer.StatusCode != HttpStatusCode.SeeOther)
        {
            throw new InvalidOperationException($"The form was not taken: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
