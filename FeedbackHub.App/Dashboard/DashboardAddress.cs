using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace FeedbackHub.App.Dashboard;

/// <summary>The addresses of the dashboard: department and period stand in them.</summary>
public static class DashboardAddress
{
    /// <summary>The page's path.</summary>
    public const string Path = "/staff/dashboard";

    /// <summary>The query parameter of the department; absent for all.</summary>
    public const string Department = "department";

    /// <summary>The query parameter of the period in days.</summary>
    public const string Days = "days";

    /// <summary>The period shown where the address names none, in days.</summary>
    public const int UsualDays = 7;

    /// <summary>The address of a department (null: all) and a period.</summary>
    public static string Of(long? department, int days)
    {
        var query = new List<KeyValuePair<string, string?>>();
        if (department is { } id)
        {
            query.Add(new(Department, id.ToString(CultureInfo.InvariantCulture)));
        }

        if (days != UsualDays)
        {
            query.Add(new(Days, days.ToString(CultureInfo.InvariantCulture)));
        }

        return QueryHelpers.AddQueryString(Path, query);
    }
}
