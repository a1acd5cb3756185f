using System.Diagnostics.CodeAnalysis;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>Everybody who can sign in, by name, a page at a time.</summary>
public sealed class ListStaff(HubDatabase database, Limits limits) : IUseCase<ListStaff.Request, StaffPage>
{
    /// <summary>Part of a name or e-mail; with disabled people or without; after whom; how many (at most the configured page).</summary>
    public sealed record Request(string Words = "", bool WithDisabled = true, StaffPlace? After = null, int Size = 50);

    /// <inheritdoc />
    public static string Requires => Permissions.StaffManage;

    /// <inheritdoc />
    public async Task<Result<StaffPage>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var size = Math.Clamp(request.Size, 1, limits.Page);
        var rows = await database.ReadAsync(db => StaffView.Of(db, Asked(db.Staff, request)).Take(size + 1).ToListAsync(cancel), cancel);
        return rows.Count > size
            ? new StaffPage(rows[..size], new StaffPlace(rows[size - 1].Name, rows[size - 1].Id))
            : new StaffPage(rows, null);
    }

    [SuppressMessage("Globalization", "CA1304", Justification = "The database compares, in its own way.")]
    [SuppressMessage("Globalization", "CA1309", Justification = "The database compares, in its own order.")]
    [SuppressMessage("Globalization", "CA1311", Justification = "The database compares, in its own way.")]
    private static IQueryable<StaffMember> Asked(IQueryable<StaffMember> staff, Request request)
    {
        if (request.Words.Trim() is { Length: > 0 } words)
        {
            var pattern = $"%{words.ToUpperInvariant().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
            var upper = words.ToUpperInvariant();
            staff = staff.Where(s => EF.Functions.Like(s.Name.ToUpper(), pattern, @"\") || s.Name.Contains(words) || s.NormalizedEmail.Contains(upper));
        }

        if (!request.WithDisabled)
        {
            staff = staff.Where(s => !s.Disabled);
        }

        if (request.After is { } after)
        {
            staff = staff.Where(s => string.Compare(s.Name, after.Name) > 0 || (s.Name == after.Name && s.Id > after.Id));
        }

        return staff.OrderBy(s => s.Name).ThenBy(s => s.Id);
    }
}

/// <summary>Where in the list somebody stands.</summary>
public sealed record StaffPlace(string Name, long Id);

/// <summary>A page of people.</summary>
/// <param name="Rows">By name.</param>
/// <param name="Next">After whom the next page begins; null on the last one.</param>
public sealed record StaffPage(IReadOnlyList<StaffView> Rows, StaffPlace? Next);
