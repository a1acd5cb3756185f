using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using NodaTime;

namespace FeedbackHub.Core.Access;

/// <summary>
/// Takes a person on and makes a one-time link for them, which the administrator hands over. The link's secret is told once
/// and stored only as a hash.
/// </summary>
public sealed class InviteStaff(HubDatabase database, Limits limits, AccessOptions options) : IUseCase<InviteStaff.Request, Invited>
{
    /// <summary>Who; what for; where; and the language of their pages.</summary>
    public sealed record Request(string Name, string Email, Roles Roles, IReadOnlyCollection<long> Departments, string Language = Languages.English);

    /// <inheritdoc />
    public static string Requires => Permissions.StaffManage;

    /// <inheritdoc />
    public async Task<Result<Invited>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var secret = OneTimeSecret.Make();
        var person = await database.WriteAsync<StaffMember>(actor, async change =>
        {
            FieldProblem[] problems =
            [
                .. StaffRules.CheckName(request.Name, limits),
                .. await StaffRules.CheckEmailAsync(change.Db, request.Email, limits, cancel),
                .. await StaffRules.CheckPlaceAsync(change.Db, request.Roles, request.Departments, [], cancel),
            ];
            if (problems.Length > 0)
            {
                return new Invalid(problems);
            }

            var invited = new StaffMember
            {
                Name = request.Name.Trim(),
                Email = request.Email.Trim(),
                NormalizedEmail = StaffAccounts.Normalize(request.Email),
                Roles = request.Roles,
                Language = Languages.Nearest(request.Language),
                SecurityStamp = OneTimeSecret.Make(),
            };
            invited.Departments.AddRange(request.Departments.Distinct().Select(d => new StaffDepartment { DepartmentId = d }));
            invited.Invite(secret, change.Now, options);
            change.Db.Staff.Add(invited);
            change.Record(JournalKind.StaffChanged, invited);
            return invited;
        }, cancel);
        return person.Succeeded ? new Invited(person.Value.Id, secret, person.Value.InvitationUntil!.Value) : person.Failure;
    }
}

/// <summary>An invitation made.</summary>
/// <param name="StaffId">Who.</param>
/// <param name="Secret">The link's secret: to be shown now, it cannot be told again.</param>
/// <param name="Until">Until when the link is good.</param>
public sealed record Invited(long StaffId, string Secret, Instant Until);

/// <summary>Making and finding invitations.</summary>
internal static class Invitations
{
    /// <summary>Opens an invitation; an earlier one is no longer good.</summary>
    public static void Invite(this StaffMember person, string secret, Instant now, AccessOptions options)
    {
        person.InvitationHash = OneTimeSecret.Hash(secret);
        person.InvitationUntil = now + Duration.FromHours(options.InvitationHours);
    }

    /// <summary>The person whose open invitation this is: none where unknown, used, expired, or the person disabled.</summary>
    public static IQueryable<StaffMember> InvitedBy(this IQueryable<StaffMember> staff, string secret, Instant now)
    {
        var hash = OneTimeSecret.Hash(secret);
        return staff.Where(s => s.InvitationHash == hash && s.InvitationUntil > now && !s.Disabled);
    }
}
