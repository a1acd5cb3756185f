namespace FeedbackHub.Core.Access;

/// <summary>What a staff member is there for; one may be several. The numbers are stored.</summary>
[Flags]
public enum Roles
{
    /// <summary>None: can sign in, sees nothing.</summary>
    None = 0,

    /// <summary>Works cases of their departments.</summary>
    Handler = 1,

    /// <summary>Watches all departments, assigns, reads the dashboard.</summary>
    Supervisor = 2,

    /// <summary>Configures: staff, departments, categories, calendar, promises, tokens. Reads no cases.</summary>
    Administrator = 4,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor = 8,

    /// <summary>Leads the whole: reads all cases and the dashboard, oversees and approves major cases, also where a superior is complained about.</summary>
    Leader = 16,
}
