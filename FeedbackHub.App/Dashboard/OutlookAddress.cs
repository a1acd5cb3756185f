using System.Globalization;
using FeedbackHub.Core.Dashboards;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace FeedbackHub.App.Dashboard;

/// <summary>By what the lanes of the timeline are told apart.</summary>
public enum LaneBy
{
    /// <summary>One for each handler.</summary>
    Handler,

    /// <summary>One for each department.</summary>
    Department,
}

/// <summary>The addresses of the page of promises ahead: department, lanes and page stand in them.</summary>
public static class OutlookAddress
{
    /// <summary>The page's path.</summary>
    public const string Path = "/staff/promises";

    /// <summary>The query parameter of the department; absent for all.</summary>
    public const string Department = "department";

    /// <summary>The query parameter of the lanes; absent for those of handlers.</summary>
    public const string By = "by";

    /// <summary>The query parameter of the place after which the list of what is overdue goes on.</summary>
    public const string After = "after";

    /// <summary>The address of a department (null: all), of lanes, and of a page of what is overdue.</summary>
    public static string Of(long? department, LaneBy by, BreachedPlace? after = null)
    {
        var query = new List<KeyValuePair<string, string?>>();
        if (department is { } id)
        {
            query.Add(new(Department, id.ToString(CultureInfo.InvariantCulture)));
        }

        if (by == LaneBy.Department)
        {
            query.Add(new(By, "department"));
        }

        if (after is { } place)
        {
            query.Add(new(After, string.Create(CultureInfo.InvariantCulture, $"{place.DueAt.ToUnixTimeTicks() / 10}-{place.CaseId}")));
        }

        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>The lanes that an address says.</summary>
    public static LaneBy Lanes(string? by) => by == "department" ? LaneBy.Department : LaneBy.Handler;

    /// <summary>The place that an address says; null, the beginning, for what it does not understand.</summary>
    public static BreachedPlace? Place(string? after) =>
        after?.Split('-') is [var due, var id]
        && long.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds < Instant.MaxValue.ToUnixTimeTicks() / 10
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new BreachedPlace(Instant.FromUnixTimeTicks(microseconds * 10), last)
            : null;
}
