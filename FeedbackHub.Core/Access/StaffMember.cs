using NodaTime;

namespace FeedbackHub.Core.Access;

/// <summary>Somebody who can sign in.</summary>
public sealed class StaffMember
{
    private readonly List<Action<StaffMember>> noted = [];

    /// <summary>The row's id.</summary>
    public long Id { get; internal set; }

    /// <summary>The name that colleagues and customers see.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Signs in with this.</summary>
    public string Email { get; internal set; } = "";

    /// <summary>The e-mail in upper case, unique.</summary>
    public string NormalizedEmail { get; internal set; } = "";

    /// <summary>What they are there for.</summary>
    public Roles Roles { get; internal set; }

    /// <summary>The hashed password; null until the invitation is taken up.</summary>
    public string? PasswordHash { get; internal set; }

    /// <summary>Changes with password, roles and disabling: cookies with an older one are no longer good.</summary>
    public string SecurityStamp { get; internal set; } = "";

    /// <summary>Wrong passwords since the last right one.</summary>
    public int AccessFailedCount { get; internal set; }

    /// <summary>Locked out until then, or null.</summary>
    public Instant? LockoutEnd { get; internal set; }

    /// <summary>True where they may no longer sign in.</summary>
    public bool Disabled { get; internal set; }

    /// <summary>The language of their pages (<see cref="Languages"/>).</summary>
    public string Language { get; internal set; } = Languages.English;

    /// <summary>The theme of their pages.</summary>
    public Theme Theme { get; internal set; }

    /// <summary>How notices reach them.</summary>
    public NoticeWay Notices { get; internal set; } = NoticeWay.Live;

    /// <summary>SHA-256 of the one-time link's secret; null when there is none open.</summary>
    public byte[]? InvitationHash { get; internal set; }

    /// <summary>Until when the link is good.</summary>
    public Instant? InvitationUntil { get; internal set; }

    /// <summary>Counts the changes.</summary>
    public int Version { get; internal set; }

    /// <summary>Their departments.</summary>
    public List<StaffDepartment> Departments { get; } = [];

    /// <summary>The right password: earlier failures no longer count. Stored by <see cref="StaffAccounts.SaveAsync"/>.</summary>
    public void ForgetFailures() => Note(s => s.AccessFailedCount = 0);

    /// <summary>No signing in before then; null: no longer locked out. Stored by <see cref="StaffAccounts.SaveAsync"/>.</summary>
    public void LockOutUntil(Instant? end) => Note(s => s.LockoutEnd = end);

    /// <summary>The same password, hashed anew; a password chosen meanwhile stays. Stored by <see cref="StaffAccounts.SaveAsync"/>.</summary>
    public void Rehash(string? hash)
    {
        var before = PasswordHash;
        Note(s => s.PasswordHash = s.PasswordHash == before ? hash : s.PasswordHash);
    }

    /// <summary>Does to the stored person what was noted on this one.</summary>
    internal void RepeatNotedOn(StaffMember stored)
    {
        noted.ForEach(note => note(stored));
        noted.Clear();
    }

    private void Note(Action<StaffMember> note)
    {
        note(this);
        noted.Add(note);
    }
}

/// <summary>A staff member belongs to a department.</summary>
public sealed class StaffDepartment
{
    /// <summary>Who.</summary>
    public long StaffId { get; internal set; }

    /// <summary>Where.</summary>
    public long DepartmentId { get; internal set; }
}

/// <summary>How the pages look. The numbers are stored.</summary>
public enum Theme
{
    /// <summary>As the system says.</summary>
    System = 0,

    /// <summary>Light.</summary>
    Light = 1,

    /// <summary>Dark.</summary>
    Dark = 2,
}

/// <summary>How notices reach somebody. The numbers are stored.</summary>
public enum NoticeWay
{
    /// <summary>At once, as a message on the page.</summary>
    Live = 0,

    /// <summary>At once, also as a notification of the browser.</summary>
    Browser = 1,

    /// <summary>Quietly: only their number is shown, and told when they come in.</summary>
    Digest = 2,
}
