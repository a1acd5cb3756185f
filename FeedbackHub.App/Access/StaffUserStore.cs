using System.Globalization;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace FeedbackHub.App.Access;

/// <summary>ASP.NET Core Identity over the hub's own staff: password, security stamp and lockout. People are made and changed by use cases.</summary>
public sealed class StaffUserStore(StaffAccounts accounts) :
    IUserPasswordStore<StaffMember>, IUserSecurityStampStore<StaffMember>, IUserLockoutStore<StaffMember>, IUserEmailStore<StaffMember>
{
    /// <inheritdoc />
    public Task<StaffMember?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        long.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? accounts.FindAsync(id, cancellationToken) : Task.FromResult<StaffMember?>(null);

    /// <inheritdoc />
    public Task<StaffMember?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        accounts.FindByEmailAsync(normalizedUserName, cancellationToken);

    /// <inheritdoc />
    public Task<StaffMember?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        accounts.FindByEmailAsync(normalizedEmail, cancellationToken);

    /// <inheritdoc />
    public async Task<IdentityResult> UpdateAsync(StaffMember user, CancellationToken cancellationToken)
    {
        await accounts.SaveAsync(user, cancellationToken);
        return IdentityResult.Success;
    }

    /// <inheritdoc />
    public Task<string> GetUserIdAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public Task<string?> GetUserNameAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    /// <inheritdoc />
    public Task<string?> GetNormalizedUserNameAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedEmail);

    /// <inheritdoc />
    public Task<string?> GetEmailAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    /// <inheritdoc />
    public Task<string?> GetNormalizedEmailAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedEmail);

    /// <inheritdoc />
    public Task<bool> GetEmailConfirmedAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc />
    public Task<string?> GetPasswordHashAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    /// <inheritdoc />
    public Task<bool> HasPasswordAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    /// <inheritdoc />
    public Task SetPasswordHashAsync(StaffMember user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.Rehash(passwordHash);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<string?> GetSecurityStampAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    /// <inheritdoc />
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(StaffMember user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockoutEnd?.ToDateTimeOffset());

    /// <inheritdoc />
    public Task SetLockoutEndDateAsync(StaffMember user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockOutUntil(lockoutEnd is { } end ? Instant.FromDateTimeOffset(end) : null);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<int> IncrementAccessFailedCountAsync(StaffMember user, CancellationToken cancellationToken) =>
        accounts.CountFailureAsync(user, cancellationToken);

    /// <inheritdoc />
    public Task ResetAccessFailedCountAsync(StaffMember user, CancellationToken cancellationToken)
    {
        user.ForgetFailures();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<int> GetAccessFailedCountAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);

    /// <inheritdoc />
    public Task<bool> GetLockoutEnabledAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc />
    public Task SetLockoutEnabledAsync(StaffMember user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task SetSecurityStampAsync(StaffMember user, string stamp, CancellationToken cancellationToken)
    {
        // Identity asks for a new stamp when it hashes a known password anew. The password is the same one: nobody's session ends.
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task SetUserNameAsync(StaffMember user, string? userName, CancellationToken cancellationToken) => throw ByUseCases();

    /// <inheritdoc />
    public Task SetNormalizedUserNameAsync(StaffMember user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task SetEmailAsync(StaffMember user, string? email, CancellationToken cancellationToken) => throw ByUseCases();

    /// <inheritdoc />
    public Task SetEmailConfirmedAsync(StaffMember user, bool confirmed, CancellationToken cancellationToken) => throw ByUseCases();

    /// <inheritdoc />
    public Task SetNormalizedEmailAsync(StaffMember user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<IdentityResult> CreateAsync(StaffMember user, CancellationToken cancellationToken) => throw ByUseCases();

    /// <inheritdoc />
    public Task<IdentityResult> DeleteAsync(StaffMember user, CancellationToken cancellationToken) => throw ByUseCases();

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private static NotSupportedException ByUseCases() => new("People are made and changed by the use cases in Core/Access.");
}
