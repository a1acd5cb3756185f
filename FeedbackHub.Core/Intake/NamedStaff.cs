using System.Diagnostics.CodeAnalysis;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Intake;

/// <summary>
/// Recognises a member of staff whom a customer names as concerned, so that from the first moment the complaint is kept from
/// them. Only a full name that one person alone has counts; everything else is for the handlers to read.
/// </summary>
internal static class NamedStaff
{
    /// <summary>The one person whose full name stands in a text; null where it is nobody's, or that of several.</summary>
    [SuppressMessage("Globalization", "CA1304", Justification = "The database compares, in its own way.")]
    [SuppressMessage("Globalization", "CA1311", Justification = "The database compares, in its own way.")]
    [SuppressMessage("Performance", "CA1862", Justification = "The database compares, in its own way.")]
    public static async Task<long?> InAsync(HubContext db, string text, CancellationToken cancel)
    {
        var upper = text.ToUpperInvariant();
        var candidates = await db.Staff.AsNoTracking()
            .Where(s => !s.Disabled && s.Name.Length > 1 && upper.Contains(s.Name.ToUpper()))
            .OrderBy(s => s.Id)
            .Select(s => new { s.Id, s.Name })
            .Take(10)
            .ToListAsync(cancel);
        var named = candidates.Where(c => StandsIn(upper, c.Name.ToUpperInvariant())).ToList();
        return named is [var only] ? only.Id : null;
    }

    /// <summary>A name in letters with spaces between words is none inside a longer word; Chinese has no such borders.</summary>
    private static bool StandsIn(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if (!(at > 0 && Joins(text[at - 1], name[0])) && !(end < text.Length && Joins(text[end], name[^1])))
            {
                return true;
            }
        }

        return false;

        static bool Joins(char outside, char inside) => char.IsLetter(outside) && IsSpaced(outside) && IsSpaced(inside);

        static bool IsSpaced(char letter) => letter < 0x2E80;
    }
}
