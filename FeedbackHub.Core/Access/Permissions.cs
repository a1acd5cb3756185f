namespace FeedbackHub.Core.Access;

/// <summary>What can be allowed. Roles and API scopes are sets of these; use cases ask for one.</summary>
public static class Permissions
{
    /// <summary>File a case (everybody, also without signing in).</summary>
    public const string CasesFile = "cases:case:file";

    /// <summary>Follow the one case whose tracking code one holds.</summary>
    public const string CasesFollow = "cases:case:follow";

    /// <summary>Come in: sign in, take up an invitation, make the first administrator (everybody; a secret or password is the proof).</summary>
    public const string AccountEnter = "access:account:enter";

    /// <summary>Read cases of one's departments.</summary>
    public const string CasesRead = "cases:case:read";

    /// <summary>Read the cases of all departments.</summary>
    public const string CasesReadAll = "cases:case:read-all";

    /// <summary>Work cases: claim, answer, ask, resolve, edit the record.</summary>
    public const string CasesWork = "cases:case:work";

    /// <summary>
    /// Oversee cases: approve, press for progress, supervise. Supervisors, leaders, and the heads of the departments concerned
    /// have it; which cases it reaches is for <see cref="Cases.Oversight"/> to say.
    /// </summary>
    public const string CasesOversee = "cases:case:oversee";

    /// <summary>Read the dashboard.</summary>
    public const string DashboardRead = "dashboard:figures:read";

    /// <summary>Manage staff and departments.</summary>
    public const string StaffManage = "access:staff:manage";

    /// <summary>Configure categories, calendar and promises.</summary>
    public const string SetupManage = "setup:all:manage";

    /// <summary>Read the rules of what is promised, their versions, and which of them fits a case.</summary>
    public const string PromisesRead = "promises:rules:read";

    /// <summary>Make and revoke API tokens.</summary>
    public const string TokensManage = "access:token:manage";

    /// <summary>Read the audit page and export it.</summary>
    public const string AuditRead = "audit:journal:read";

    /// <summary>Change one's own password, language and theme, keep drafts.</summary>
    public const string OwnAccount = "access:own:manage";

    /// <summary>Receive live updates (further narrowed to the cases one may read).</summary>
    public const string LiveListen = "live:feed:listen";

    /// <summary>Every permission there is.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        CasesFile, CasesFollow, AccountEnter, CasesRead, CasesReadAll, CasesWork, CasesOversee, DashboardRead, StaffManage, SetupManage, PromisesRead,
        TokensManage, AuditRead, OwnAccount, LiveListen,
    ];

    /// <summary>The roles of which each allows it.</summary>
    public static Roles RolesWith(string permission) =>
        Enum.GetValues<Roles>().Where(role => role != Roles.None && Of(role).Contains(permission)).Aggregate(Roles.None, (all, role) => all | role);

    /// <summary>What the roles together allow.</summary>
    public static IReadOnlySet<string> Of(Roles roles)
    {
        var allowed = new HashSet<string> { CasesFile, OwnAccount };
        if (roles.HasFlag(Roles.Handler))
        {
            allowed.UnionWith([CasesRead, CasesWork, LiveListen]);
        }

        if (roles.HasFlag(Roles.Supervisor))
        {
            allowed.UnionWith([CasesRead, CasesReadAll, CasesWork, CasesOversee, DashboardRead, PromisesRead, LiveListen]);
        }

        if (roles.HasFlag(Roles.Administrator))
        {
            allowed.UnionWith([StaffManage, SetupManage, PromisesRead, TokensManage, AuditRead]);
        }

        if (roles.HasFlag(Roles.Leader))
        {
            allowed.UnionWith([CasesRead, CasesReadAll, CasesOversee, DashboardRead, LiveListen]);
        }

        if (roles.HasFlag(Roles.Auditor))
        {
            allowed.UnionWith([CasesRead, CasesReadAll, DashboardRead, PromisesRead, AuditRead, LiveListen]);
        }

        return allowed;
    }
}
