using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>Makes a token for another program. It is told once and stored only as a hash.</summary>
public sealed class CreateToken(HubDatabase database, Limits limits) : IUseCase<CreateToken.Request, CreatedToken>
{
    private const string Beginning = "fh_";
    private const ApiScopes AllScopes = ApiScopes.File | ApiScopes.Read | ApiScopes.Work;

    /// <summary>What it is for; what it may do; the departments it is narrowed to, none for all.</summary>
    public sealed record Request(string Name, ApiScopes Scopes, IReadOnlyCollection<long> Departments);

    /// <inheritdoc />
    public static string Requires => Permissions.TokensManage;

    /// <inheritdoc />
    public async Task<Result<CreatedToken>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var secret = Beginning + OneTimeSecret.Make();
        var made = await database.WriteAsync<ApiToken>(actor, async change =>
        {
            var problems = StaffRules.CheckName(request.Name, limits).ToList();
            if (request.Scopes == ApiScopes.None || (request.Scopes & ~AllScopes) != 0)
            {
                problems.Add(new FieldProblem(nameof(Request.Scopes), "Choose"));
            }

            var departments = request.Departments.Distinct().Order().ToList();
            if (await change.Db.Departments.CountAsync(d => departments.Contains(d.Id), cancel) != departments.Count)
            {
                problems.Add(new FieldProblem(nameof(Request.Departments), "Choose"));
            }

            if (problems.Count > 0)
            {
                return new Invalid(problems);
            }

            var token = new ApiToken
            {
                Name = request.Name.Trim(),
                Scopes = request.Scopes,
                DepartmentIds = string.Join(',', departments),
                Hash = OneTimeSecret.Hash(secret),
                Prefix = secret[..(Beginning.Length + 6)],
                CreatedAt = change.Now,
            };
            change.Db.ApiTokens.Add(token);
            change.Record(JournalKind.TokenChanged, token);
            return token;
        }, cancel);
        return made.Succeeded ? new CreatedToken(made.Value.Id, secret, made.Value.Prefix) : made.Failure;
    }
}

/// <summary>A token made.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Token">The token: to be shown now, it cannot be told again.</param>
/// <param name="Prefix">Its beginning, to recognise it by later.</param>
public sealed record CreatedToken(long Id, string Token, string Prefix);
