using FeedbackHub.App.Cases;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using Microsoft.AspNetCore.Components;

namespace FeedbackHub.App.Admin;

/// <summary>What other programs sign in with.</summary>
public sealed partial class TokensPage
{
    private static readonly ApiScopes[] Scopes = [ApiScopes.File, ApiScopes.Read, ApiScopes.Work];

    private readonly HashSet<long> scopes = [];
    private readonly HashSet<long> places = [];
    private IReadOnlyList<TokenView> rows = [];
    private IReadOnlyList<DepartmentView> departments = [];
    private CaseTimes? times;
    private string name = "";
    private bool making;
    private bool busy;
    private CreatedToken? made;
    private TokenView? revoking;
    private Failure? failure;
    private Failure? refused;

    [Inject] private ListTokens List { get; set; } = default!;
    [Inject] private ListDepartments ListDepartments { get; set; } = default!;
    [Inject] private CreateToken Create { get; set; } = default!;
    [Inject] private RevokeToken Revoke { get; set; } = default!;
    [Inject] private CompanyTimes Company { get; set; } = default!;

    private IEnumerable<(long, string)> ScopeChoices => Scopes.Select(s => ((long)s, T[$"Scope_{s}_Long"].Value));

    private IEnumerable<(long, string)> DepartmentChoices => departments.Select(d => (d.Id, Said(d.Name)));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        times = await Company.ReadAsync();
        var found = await Staff.DoAsync(ListDepartments, new ListDepartments.Request(WithDisabled: false));
        departments = found.Succeeded ? found.Value : [];
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var found = await Staff.DoAsync(List, new ListTokens.Request());
        (rows, refused) = (found.Succeeded ? found.Value : [], found.Failure);
    }

    private void Open()
    {
        scopes.Clear();
        places.Clear();
        (name, failure, making) = ("", null, true);
    }

    private async Task MakeAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        var done = await Staff.DoAsync(Create, new CreateToken.Request(name, (ApiScopes)scopes.Sum(), places));
        (failure, busy) = (done.Failure, false);
        if (done.Succeeded)
        {
            (made, making) = (done.Value, false);
            await ReadAsync();
        }
    }

    private async Task RevokeAsync()
    {
        busy = true;
        failure = (await Staff.DoAsync(Revoke, new RevokeToken.Request(revoking!.Id))).Failure;
        busy = false;
        if (failure is null)
        {
            revoking = null;
            await ReadAsync();
        }
    }
}
