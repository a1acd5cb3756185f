namespace FeedbackHub.Core.Cases;

/// <summary>A few departments in one text, as <c>/3/17/</c>, so that a row says by itself who may read it.</summary>
public static class DepartmentPath
{
    /// <summary>What stands in the text for a department.</summary>
    public static string Part(long departmentId) => FormattableString.Invariant($"/{departmentId}/");

    /// <summary>True where the department is among them.</summary>
    public static bool Has(string path, long departmentId) => path.Contains(Part(departmentId), StringComparison.Ordinal);

    /// <summary>Those and this one.</summary>
    public static string With(string path, long departmentId) =>
        path.Length == 0 ? Part(departmentId) : Has(path, departmentId) ? path : path + Part(departmentId)[1..];
}
