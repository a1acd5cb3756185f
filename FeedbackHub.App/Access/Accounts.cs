using FeedbackHub.App.Live;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FeedbackHub.App.Access;

/// <summary>Signing in: ASP.NET Core Identity with our own store, cookies, lockout, and the cutting of revoked connections.</summary>
public static class Accounts
{
    /// <summary>The page to sign in.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>The page to sign in, for somebody whose access has ended while they were at work.</summary>
    public const string EndedPath = "/sign-in?ended";

    /// <summary>Adds what signing in needs.</summary>
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffMember>(options =>
            {
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddUserStore<StaffUserStore>()
            .AddSignInManager<StaffSignIn>();
        // The use cases say what a person may look like. Identity's own rule for user names refuses a space, and with it every
        // lockout and every count of wrong passwords that it should store for "Mei Lin".
        services.RemoveAll<IUserValidator<StaffMember>>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, options =>
        {
            options.LoginPath = SignInPath;
            options.AccessDeniedPath = SignInPath;
            options.Cookie.Name = "fh-staff";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromDays(7);
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = StaffCookie.ValidateAsync;
        });
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<CurrentStaff>();
        services.AddScoped<LiveSession>();
        services.AddSingleton<StaffConnections>();
        services.AddSingleton<SignInPace>();
        services.AddScoped<Entrance>();
        services.AddTransient<FailureText>();
        services.AddHostedService<RevokedStaffWatch>();
    }
}
