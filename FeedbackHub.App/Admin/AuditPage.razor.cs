using FeedbackHub.App.Cases;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Audit;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Admin;

/// <summary>Who did what: the journal of cases and of administration. What is asked for stands in the address.</summary>
public sealed partial class AuditPage : IDisposable
{
    private static readonly string[] Subjects = [nameof(StaffMember), nameof(Department), nameof(Category), "CalendarVersion", "PolicyVersion", nameof(ApiToken)];

    private AuditAddress asked = new();
    private IReadOnlyList<AuditRow> rows = [];
    private RecordNames names = RecordNames.None;
    private DateTimeZone zone = DateTimeZone.Utc;
    private CaseTimes? times;
    private long? next;
    private Failure? failure;

    [Inject] private ReadAudit Read { get; set; } = default!;
    [Inject] private ListDepartments ListDepartments { get; set; } = default!;
    [Inject] private RecordWords Records { get; set; } = default!;
    [Inject] private CompanyTimes Company { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IStringLocalizer<CaseWords> States { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose() => Navigation.LocationChanged -= Moved;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        asked = AuditAddress.Read(new Uri(Navigation.Uri).Query);
        zone = await Company.ZoneAsync();
        var departments = await Staff.DoAsync(ListDepartments, new ListDepartments.Request());
        names = departments.Succeeded ? RecordNames.Of(departments.Value) : RecordNames.None;
        times = Company.In(zone.Id);
        await ReadAsync(null);
    }

    private void Ask() => Navigation.NavigateTo(asked.Of(AuditAddress.Path));

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location) is { AbsolutePath: AuditAddress.Path } address)
        {
            _ = InvokeAsync(async () =>
            {
                asked = AuditAddress.Read(address.Query);
                await ReadAsync(null);
                StateHasChanged();
            });
        }
    }

    private async Task ReadAsync(long? before)
    {
        var page = await Staff.DoAsync(Read, new ReadAudit.Request(asked.Filter(zone), before));
        failure = page.Failure;
        if (page.Succeeded)
        {
            (rows, next) = ([.. before is null ? [] : rows, .. page.Value.Rows], page.Value.Next);
        }
    }

    /// <summary>The state is said as a move, and what an id's name said already is not said again.</summary>
    private static IEnumerable<FieldChange> Shown(AuditRow row) => row.Changes.Where(c => c.Field != nameof(Case.State) && (c.From ?? "") != (c.To ?? ""));

    private string? NoteOf(AuditRow row) => row switch
    {
        { Note: null or "" } => null,
        { Kind: JournalKind.SignInFailed } => T[$"Outcome_{row.Note}"],
        _ => row.Note,
    };
}
