using System.Text.Json;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.Core.Data;

/// <summary>Which version of a case last changed each field: an editor's stale value is recognised field by field.</summary>
public static class FieldVersions
{
    /// <summary>The version that last changed a field; 1 (the filing) where it never changed since.</summary>
    public static int Of(Case one, string field) => Read(one).GetValueOrDefault(field, 1);

    internal static string After(Case one, IEnumerable<TrackedChange> changes)
    {
        if (one.Version == 1)
        {
            return "{}";
        }

        var versions = Read(one);
        foreach (var change in changes.Where(c => ReferenceEquals(c.Entity, one)))
        {
            foreach (var field in change.Fields.Where(f => CaseFields.Editable.Contains(f.Name)))
            {
                versions[field.Name] = one.Version;
            }
        }

        return JsonSerializer.Serialize(versions);
    }

    private static Dictionary<string, int> Read(Case one) =>
        JsonSerializer.Deserialize<Dictionary<string, int>>(one.FieldVersions) ?? [];
}
