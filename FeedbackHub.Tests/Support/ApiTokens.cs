using System.Net.Http.Headers;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.Tests.Support;

/// <summary>API tokens and clients that use them.</summary>
internal static class ApiTokens
{
    /// <summary>All that a token can be allowed.</summary>
    public const ApiScopes All = ApiScopes.File | ApiScopes.Read | ApiScopes.Work;

    /// <summary>Makes a token, narrowed to departments where any are named.</summary>
    public static async Task<(long Id, string Secret)> TokenAsync(this HubFixture hub, ApiScopes scopes = All, params long[] departments)
    {
        var made = (await hub.Use<CreateToken>().ExecuteAsync(Actor.System, new CreateToken.Request("Till", scopes, departments))).Value;
        return (made.Id, made.Token);
    }

    /// <summary>Revokes a token.</summary>
    public static Task RevokeTokenAsync(this HubFixture hub, long id) =>
        hub.Use<RevokeToken>().ExecuteAsync(Actor.System, new RevokeToken.Request(id));

    /// <summary>Disables a staff member.</summary>
    public static Task DisableAsync(this HubFixture hub, Actor staff) => hub.SaveAsync(change =>
    {
        var person = change.Db.Staff.Single(s => s.Id == staff.StaffId);
        person.Disabled = true;
        change.Record(JournalKind.StaffChanged, person);
    });

    /// <summary>A client that calls with a token.</summary>
    public static HttpClient ClientWith(this HubHostFixture host, string token)
    {
        var client = host.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
