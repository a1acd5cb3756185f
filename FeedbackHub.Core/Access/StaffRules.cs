using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>What an administrator may enter about a person.</summary>
internal static class StaffRules
{
    private const Roles AllRoles = Roles.Handler | Roles.Supervisor | Roles.Administrator | Roles.Auditor | Roles.Leader;

    public static IEnumerable<FieldProblem> CheckName(string name, Limits limits)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            yield return new FieldProblem("Name", "NameMissing");
        }
        else if (name.Length > limits.Line)
        {
            yield return new FieldProblem("Name", "TooLong", limits.Line, name.Length);
        }
    }

    public static async Task<IReadOnlyList<FieldProblem>> CheckEmailAsync(HubContext db, string email, Limits limits, CancellationToken cancel)
    {
        if (!FiledRules.LooksLikeEmail(email) || email.Length > limits.Line)
        {
            return [new FieldProblem("Email", "EmailShape")];
        }

        var normalized = StaffAccounts.Normalize(email);
        return await db.Staff.AnyAsync(s => s.NormalizedEmail == normalized, cancel) ? [new FieldProblem("Email", "EmailTaken")] : [];
    }

    /// <summary>Roles must be some; departments must be there and open, or be <paramref name="already"/> theirs; who only handles needs one to see anything.</summary>
    public static async Task<IReadOnlyList<FieldProblem>> CheckPlaceAsync(
        HubContext db, Roles roles, IReadOnlyCollection<long> departments, IReadOnlyCollection<long> already, CancellationToken cancel)
    {
        var problems = new List<FieldProblem>();
        if (roles == Roles.None || (roles & ~AllRoles) != 0)
        {
            problems.Add(new FieldProblem("Roles", "Choose"));
        }

        var open = await db.Departments.Where(d => departments.Contains(d.Id) && (!d.Disabled || already.Contains(d.Id))).CountAsync(cancel);
        if (open != departments.Distinct().Count())
        {
            problems.Add(new FieldProblem("Departments", "Choose"));
        }
        else if (departments.Count == 0 && roles.HasFlag(Roles.Handler) && !roles.HasFlag(Roles.Supervisor))
        {
            problems.Add(new FieldProblem("Departments", "DepartmentMissing"));
        }

        return problems;
    }
}
