namespace FeedbackHub.Core.Access;

/// <summary>Whose hand it was. The numbers are stored.</summary>
public enum ActorKind
{
    /// <summary>The hub itself (set-up, demo data).</summary>
    System = 0,

    /// <summary>Somebody on the public site who has not shown a tracking code.</summary>
    Public = 1,

    /// <summary>The customer of one case, who has shown its tracking code.</summary>
    Customer = 2,

    /// <summary>A staff member who has signed in.</summary>
    Staff = 3,

    /// <summary>Another program with an API token.</summary>
    Program = 4,
}

/// <summary>
/// Who acts, and what they may do at this moment. Made afresh for every call from the stored roles, so that a change of
/// roles or the disabling of a person takes effect with the next use case.
/// </summary>
public sealed class Actor
{
    private readonly IReadOnlySet<string> permissions;

    private Actor(ActorKind kind, long? id, string name, IReadOnlySet<string> permissions)
    {
        Kind = kind;
        Id = id;
        Name = name;
        this.permissions = permissions;
    }

    /// <summary>Whose hand it is.</summary>
    public ActorKind Kind { get; }

    /// <summary>The staff member's or token's id; the case's id for a customer; null for the public and the hub itself.</summary>
    public long? Id { get; }

    /// <summary>The name written into the journal.</summary>
    public string Name { get; }

    /// <summary>The departments whose cases are theirs. Empty for supervisors too: they have <see cref="Permissions.CasesReadAll"/>.</summary>
    public IReadOnlyList<long> Departments { get; private init; } = [];

    /// <summary>The departments they head, and whose cases they therefore oversee (<see cref="Cases.Oversight"/>). They are among <see cref="Departments"/>.</summary>
    public IReadOnlyList<long> Heads { get; private init; } = [];

    /// <summary>The staff member's id, or null for all others.</summary>
    public long? StaffId => Kind == ActorKind.Staff ? Id : null;

    /// <summary>The customer's one case, or null for all others.</summary>
    public long? CaseId => Kind == ActorKind.Customer ? Id : null;

    /// <summary>True if the permission is theirs.</summary>
    public bool Can(string permission) => permissions.Contains(permission);

    /// <summary>True where every department is theirs to read.</summary>
    public bool SeesAllDepartments => Can(Permissions.CasesReadAll);

    /// <summary>The hub itself: may do everything.</summary>
    public static Actor System { get; } = new(ActorKind.System, null, "FeedbackHub", new HashSet<string>(Permissions.All));

    /// <summary>Anybody on the public site.</summary>
    public static Actor Public { get; } = new(ActorKind.Public, null, "", new HashSet<string> { Permissions.CasesFile, Permissions.AccountEnter });

    /// <summary>The customer of one case.</summary>
    public static Actor Customer(long caseId, string name) =>
        new(ActorKind.Customer, caseId, name, new HashSet<string> { Permissions.CasesFile, Permissions.CasesFollow });

    /// <summary>A signed-in staff member, with the departments they belong to and those they head.</summary>
    public static Actor Staff(long id, string name, Roles roles, IEnumerable<long> departments, IReadOnlyList<long>? heads = null)
    {
        var allowed = new HashSet<string>(Permissions.Of(roles));
        var headed = allowed.Contains(Permissions.CasesRead) ? heads ?? [] : [];
        if (headed.Count > 0)
        {
            allowed.Add(Permissions.CasesOversee);
        }

        return new(ActorKind.Staff, id, name, allowed) { Departments = [.. departments.Union(headed)], Heads = headed };
    }

    /// <summary>A program with an API token, narrowed to departments where any are named.</summary>
    public static Actor Program(long tokenId, string name, ApiScopes scopes, IReadOnlyList<long> departments)
    {
        var allowed = new HashSet<string>(scopes.Permissions());
        if (departments.Count == 0 && allowed.Contains(Permissions.CasesRead))
        {
            allowed.Add(Permissions.CasesReadAll);
        }

        return new Actor(ActorKind.Program, tokenId, name, allowed) { Departments = departments };
    }
}
