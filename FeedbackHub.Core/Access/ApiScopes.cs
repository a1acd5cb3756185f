namespace FeedbackHub.Core.Access;

/// <summary>What an API token may do. The numbers are stored.</summary>
[Flags]
public enum ApiScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>File cases.</summary>
    File = 1,

    /// <summary>Read cases and listen to live updates.</summary>
    Read = 2,

    /// <summary>Message, assign and change state.</summary>
    Work = 4,
}

/// <summary>Scopes as permissions.</summary>
public static class ApiScopePermissions
{
    /// <summary>The permissions that the scopes stand for.</summary>
    public static IEnumerable<string> Permissions(this ApiScopes scopes)
    {
        if (scopes.HasFlag(ApiScopes.File))
        {
            yield return Access.Permissions.CasesFile;
        }

        if (scopes.HasFlag(ApiScopes.Read))
        {
            yield return Access.Permissions.CasesRead;
            yield return Access.Permissions.LiveListen;
        }

        if (scopes.HasFlag(ApiScopes.Work))
        {
            yield return Access.Permissions.CasesWork;
        }
    }
}
