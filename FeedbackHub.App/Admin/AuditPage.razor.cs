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
    private static readonly string[] Subjects = [nameof(StaffMember), nameof(Department), nameof(Category), "Segment", "Calendar", "CalendarVersion", "PolicyVersion", nameof(ApiToken)];

    private AuditAddress asked = new();
    private IReadOnlyList<AuditRow> rows = [];
    private IReadOnlyList<AuditActor> actors = [];
    private RecordNames departments = RecordNames.None;
    private RecordNames names = RecordNames.None;
    private DateTimeZone zone = DateTimeZone.Utc;
    private CaseTimes? times;
    private long? next;
    private Failure? failure;

    [Inject] private ReadAudit Read { get; set; } = default!;
    [Inject] private ListAuditActors ListActors { get; set; } = default!;
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
        departments = await Staff.DoAsync(ListDepartments, new ListDepartments.Request()) is { Succeeded: true, Value: var known } ? RecordNames.Of(known) : RecordNames.None;
        actors = await Staff.DoAsync(ListActors, new ListAuditActors.Request()) is { Succeeded: true, Value: var people } ? people : [];
        times = Company.In(zone.Id);
        departments = departments with { At = times.At };
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
            names = (before is null ? departments : names).With(page.Value.Names);
            (rows, next) = (before is null ? page.Value.Rows : [.. rows, .. page.Value.Rows], page.Value.Next);
        }
    }

    /// <summary>The state is said as a move, whose it is stands beside it, and that something new is not so is no news.</summary>
    private static IEnumerable<FieldChange> Shown(AuditRow row) => row.Changes.Where(c =>
        c.Field is not (nameof(Case.State) or nameof(StaffDepartment.StaffId)) && (c.From ?? "") != (c.To ?? "") && c is not { From: null, To: "false" });

    private string? NoteOf(AuditRow row) => row switch
    {
        { Note: null or "" } => null,
        { Kind: JournalKind.SignInFailed } => T[$"Outcome_{row.Note}"],
        _ => row.Note,
    };
}
