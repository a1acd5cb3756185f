using System.Globalization;
using NodaTime;

namespace FeedbackHub.Core.Access;

/// <summary>What another program signs in with. Only its hash is stored.</summary>
public sealed class ApiToken
{
    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>What it is for.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>What it may do.</summary>
    public ApiScopes Scopes { get; internal set; }

    /// <summary>The departments it is narrowed to, as a comma-separated list of ids; empty for all.</summary>
    public string DepartmentIds { get; internal set; } = "";

    /// <summary>SHA-256 of the token (256 random bits, so no slow hash is needed).</summary>
    public byte[] Hash { get; internal set; } = [];

    /// <summary>The first characters, to recognise it by.</summary>
    public string Prefix { get; internal set; } = "";

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; internal set; }

    /// <summary>When it was revoked, or null.</summary>
    public Instant? RevokedAt { get; internal set; }

    /// <summary>Counts the changes.</summary>
    public int Version { get; internal set; }

    /// <summary>The departments it is narrowed to; empty for all.</summary>
    public IReadOnlyList<long> Departments() =>
        [.. DepartmentIds.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];
}
