using FeedbackHub.Core;

namespace FeedbackHub.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Benches">By name, in order.</param>
/// <param name="Database">The only one to measure on; null for all that a bench is for.</param>
/// <param name="Small">True for a trial with small sizes.</param>
internal sealed record Asked(IReadOnlyList<string> Benches, DatabaseProvider? Database, bool Small)
{
    /// <summary>Reads it; null where it cannot be understood.</summary>
    public static Asked? Of(string[] args, IReadOnlyCollection<string> known)
    {
        var asked = new Asked([], null, false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--small":
                    asked = asked with { Small = true };
                    break;
                case "--database" when i + 1 < args.Length && Enum.TryParse<DatabaseProvider>(args[i + 1], ignoreCase: true, out var database):
                    asked = asked with { Database = database };
                    i++;
                    break;
                case "all":
                    asked = asked with { Benches = [.. known] };
                    break;
                case var name when known.Contains(name):
                    asked = asked with { Benches = [.. asked.Benches, name] };
                    break;
                default:
                    return null;
            }
        }

        return asked.Benches.Count == 0 ? asked with { Benches = [.. known] } : asked;
    }

    /// <summary>True where it is to be measured on this database.</summary>
    public bool Wants(DatabaseProvider database) => Database is null || Database == database;
}
