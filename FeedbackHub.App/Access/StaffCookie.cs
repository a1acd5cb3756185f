using System.Security.Claims;
using FeedbackHub.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FeedbackHub.App.Access;

/// <summary>
/// Looks at every request whether the cookie still belongs to somebody who is let in: whoever was disabled, given other roles
/// or another password since is out with the next request, not some seconds later.
/// </summary>
public static class StaffCookie
{
    /// <summary>Rejects a cookie whose stamp is no longer the person's.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<StaffAccounts>();
        var options = context.HttpContext.RequestServices.GetRequiredService<IOptions<IdentityOptions>>().Value;
        if (context.Principal is { } user
            && CurrentStaff.IdOf(user) is { } id
            && await accounts.FindAsync(id, context.HttpContext.RequestAborted) is { Disabled: false } person
            && StampOf(user, options) == person.SecurityStamp)
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>The stamp the cookie was made with.</summary>
    public static string? StampOf(ClaimsPrincipal user, IdentityOptions options) => user.FindFirstValue(options.ClaimsIdentity.SecurityStampClaimType);
}
