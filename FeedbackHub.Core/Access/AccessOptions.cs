namespace FeedbackHub.Core.Access;

/// <summary>The rules of coming in (configuration section <c>Access</c>).</summary>
public sealed class AccessOptions
{
    /// <summary>The fewest characters of a password.</summary>
    public int PasswordLength { get; set; } = 10;

    /// <summary>Hours for which an invitation's link is good.</summary>
    public int InvitationHours { get; set; } = 72;

    /// <summary>Attempts to sign in that may fail from one address within five minutes.</summary>
    public int FailedSignInsPerAddress { get; set; } = 30;
}
