using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
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
        var secret = "fh_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var token = new ApiToken
        {
            Name = "Till",
            Scopes = scopes,
            DepartmentIds = string.Join(',', departments),
            Hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret)),
            Prefix = secret[..9],
        };
        await hub.SaveAsync(change =>
        {
            token.CreatedAt = change.Now;
            change.Db.ApiTokens.Add(token);
            change.Record(JournalKind.TokenChanged, token);
        });
        return (token.Id, secret);
    }

    /// <summary>Revokes a token.</summary>
    public static Task RevokeTokenAsync(this HubFixture hub, long id) => hub.SaveAsync(change =>
    {
        var token = change.Db.ApiTokens.Single(t => t.Id == id);
        token.RevokedAt = change.Now;
        change.Record(JournalKind.TokenChanged, token);
    });

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
