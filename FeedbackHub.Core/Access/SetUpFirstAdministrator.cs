using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.Identity;

namespace FeedbackHub.Core.Access;

/// <summary>Makes the first administrator by the set-up link from the console. Works only while nobody can sign in as one.</summary>
public sealed class SetUpFirstAdministrator(
    HubDatabase database, SetUpSecret setUp, IPasswordHasher<StaffMember> hasher, AccessOptions options, Limits limits)
    : IUseCase<SetUpFirstAdministrator.Request, EnteredAs>
{
    /// <summary>The link's secret; who the administrator is; their password; the language of their pages.</summary>
    public sealed record Request(string Secret, string Name, string Email, string Password, string Language = Languages.English);

    /// <inheritdoc />
    public static string Requires => Permissions.AccountEnter;

    /// <inheritdoc />
    public async Task<Result<EnteredAs>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        if (!setUp.Matches(request.Secret) || await setUp.OfferAsync(cancel) is null)
        {
            return new SetUpNotOpen();
        }

        var person = new StaffMember
        {
            Name = request.Name.Trim(),
            Email = request.Email.Trim(),
            NormalizedEmail = StaffAccounts.Normalize(request.Email),
            Roles = Roles.Administrator,
            Language = Languages.Nearest(request.Language),
        };
        if (PasswordRules.Check(nameof(Request.Password), request.Password, person.Name, person.Email, options) is { } weak)
        {
            return new Invalid([weak]);
        }

        person.TakePassword(hasher.HashPassword(person, request.Password));
        var made = await database.WriteAsync<StaffMember>(actor, async change =>
        {
            if (!await SetUpSecret.IsOpenAsync(change.Db, cancel))
            {
                return new SetUpNotOpen();
            }

            FieldProblem[] problems =
                [.. StaffRules.CheckName(request.Name, limits), .. await StaffRules.CheckEmailAsync(change.Db, request.Email, limits, cancel)];
            if (problems.Length > 0)
            {
                return new Invalid(problems);
            }

            change.Db.Staff.Add(person);
            change.Record(JournalKind.StaffChanged, person);
            return person;
        }, cancel);
        return made.Succeeded ? new EnteredAs(made.Value.Id, made.Value.Email) : made.Failure;
    }
}

/// <summary>The link is wrong, or there is an administrator already: which of them is not told.</summary>
public sealed record SetUpNotOpen : Failure;
