using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data;

/// <summary>
/// Secrets in the database, for several nodes: whoever can read the database can read them, as whoever can read the key
/// folder of a single node can. Read and written before and beside everything else, and never in the journal.
/// </summary>
public sealed class SharedSecrets(IDbContextFactory<HubContext> contexts)
{
    private const string TrackingKey = "tracking";
    private const int Bytes = 32;

    /// <summary>The secrets whose names begin so.</summary>
    public IReadOnlyList<string> All(string prefix)
    {
        using var db = contexts.CreateDbContext();
        return [.. db.SharedSecrets.AsNoTracking().Where(s => s.Name.StartsWith(prefix)).OrderBy(s => s.Name).Select(s => s.Value)];
    }

    /// <summary>Keeps a secret, unless one of its name is there: the first that came stays.</summary>
    public void Add(string name, string value)
    {
        using var db = contexts.CreateDbContext();
        db.Database.ExecuteSql($"""INSERT INTO "SharedSecrets" ("Name", "Value") VALUES ({name}, {value}) ON CONFLICT ("Name") DO NOTHING""");
    }

    /// <summary>The installation's secret, made by whichever node asks first.</summary>
    public HubSecrets Secrets()
    {
        if (All(TrackingKey) is not [var known])
        {
            Add(TrackingKey, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
            known = All(TrackingKey)[0];
        }

        return new HubSecrets(Convert.FromBase64String(known));
    }
}
