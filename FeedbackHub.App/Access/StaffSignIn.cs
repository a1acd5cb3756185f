using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FeedbackHub.App.Access;

/// <summary>Identity's sign-in, which refuses the disabled and writes every attempt into the journal.</summary>
public sealed class StaffSignIn(
    UserManager<StaffMember> users,
    IHttpContextAccessor contextAccessor,
    IUserClaimsPrincipalFactory<StaffMember> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffMember>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffMember> confirmation,
    IPasswordHasher<StaffMember> hasher,
    RecordSignIn record) : SignInManager<StaffMember>(users, contextAccessor, claims, options, logger, schemes, confirmation)
{
    /// <summary>Of a password nobody has.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<StaffMember>().HashPassword(new StaffMember(), Guid.NewGuid().ToString()));

    /// <summary>
    /// Signs in by e-mail and password. Whether the e-mail is unknown, the password wrong or the person locked out or disabled
    /// shows neither in the answer nor in the time it takes.
    /// </summary>
    public async Task<StaffMember?> EnterAsync(string email, string password)
    {
        if (await UserManager.FindByEmailAsync(email.Trim()) is { } person)
        {
            return (await PasswordSignInAsync(person, password, isPersistent: true, lockoutOnFailure: true)).Succeeded ? person : null;
        }

        TakeAsLong(password);
        await record.ExecuteAsync(Actor.Public, new RecordSignIn.Request(null, SignInOutcome.UnknownEmail));
        return null;
    }

    /// <summary>Signs in somebody who has just proved themselves otherwise: by a one-time link.</summary>
    public async Task EnterAsync(StaffMember person)
    {
        await SignInAsync(person, isPersistent: true);
        await record.ExecuteAsync(Actor.Public, new RecordSignIn.Request(person.Id, SignInOutcome.SignedIn));
    }

    /// <summary>
    /// Whether somebody who is in already knows their password. A wrong one counts to the lockout as in signing in: a session
    /// that was left open must be no place to guess.
    /// </summary>
    public async Task<SignInOutcome> ProveAsync(StaffMember person, string password)
    {
        var outcome = OutcomeOf(await CheckPasswordSignInAsync(person, password, lockoutOnFailure: true));
        if (outcome != SignInOutcome.SignedIn)
        {
            await record.ExecuteAsync(Actor.Public, new RecordSignIn.Request(person.Id, outcome));
        }

        return outcome;
    }

    /// <inheritdoc />
    protected override async Task<SignInResult?> PreSignInCheck(StaffMember user)
    {
        var refused = await base.PreSignInCheck(user);
        if (refused is not null)
        {
            TakeAsLong("");
        }

        return refused;
    }

    private void TakeAsLong(string password) => hasher.VerifyHashedPassword(new StaffMember(), NobodysHash.Value, password);

    /// <inheritdoc />
    public override async Task<bool> CanSignInAsync(StaffMember user) => !user.Disabled && user.PasswordHash is not null && await base.CanSignInAsync(user);

    /// <inheritdoc />
    public override async Task<SignInResult> PasswordSignInAsync(StaffMember user, string password, bool isPersistent, bool lockoutOnFailure)
    {
        var result = await base.PasswordSignInAsync(user, password, isPersistent, lockoutOnFailure);
        await record.ExecuteAsync(Actor.Public, new RecordSignIn.Request(user.Id, OutcomeOf(result)));
        return result;
    }

    private static SignInOutcome OutcomeOf(SignInResult result) => result switch
    {
        { Succeeded: true } => SignInOutcome.SignedIn,
        { IsLockedOut: true } => SignInOutcome.LockedOut,
        { IsNotAllowed: true } => SignInOutcome.NotAdmitted,
        _ => SignInOutcome.WrongPassword,
    };
}
