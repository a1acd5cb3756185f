using FeedbackHub.App.Access;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Dashboard;
using FeedbackHub.App.Live;
using FeedbackHub.App.Promises;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Majors;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Majors;

/// <summary>
/// The watch list: all open major cases that the person may see, the oldest first, each with how things stand, its group and its
/// promise. It reads again, at most every two seconds, when something happens in one of them or another becomes major.
/// </summary>
public sealed partial class WatchPage(
    CurrentStaff staff, ListMajors list, LiveSession live, TimeProvider time, IStringLocalizer<MajorTexts> T, IStringLocalizer<CaseWords> W,
    IStringLocalizer<CasePageTexts> texts, IStringLocalizer<PromiseTexts> spans) : IDisposable
{
    /// <summary>Where it is.</summary>
    public const string Path = "/staff/majors";

    private const int Size = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private IReadOnlyList<MajorRow> rows = [];
    private MajorPlace? next;
    private CaseTimes? times;
    private int pages = 1;
    private MergedRefresh? refresh;
    private IDisposable? subscription;

    /// <inheritdoc />
    public void Dispose()
    {
        subscription?.Dispose();
        refresh?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        refresh = new MergedRefresh(time, Pause, RefreshAsync);
        subscription = live.Subscribe(updates =>
        {
            _ = updates.Any(Matters) ? AskAsync() : Task.CompletedTask;
            return Task.CompletedTask;
        });
        await ReadAsync();
    }

    private bool Matters(LiveUpdate update) =>
        update.Kind is JournalKind.DeclaredMajor or JournalKind.GroupOpened or JournalKind.Reopened or JournalKind.DeniedSolved
        || rows.Any(r => r.Major.CaseId == update.CaseId);

    private async Task AskAsync()
    {
        try
        {
            await InvokeAsync(refresh!.AskAsync);
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task MoreAsync()
    {
        pages++;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var (read, after) = (new List<MajorRow>(), (MajorPlace?)null);
        for (var page = 0; page < pages && (page == 0 || after is not null); page++)
        {
            var found = await staff.DoAsync(list, new ListMajors.Request(after, Size));
            if (!found.Succeeded)
            {
                return;
            }

            read.AddRange(found.Value.Rows);
            after = found.Value.Next;
            times ??= new CaseTimes(time, found.Value.Zone, texts, spans);
        }

        (rows, next) = (read, after);
    }

    private string Promise(MajorRow row) => (row.DueAt, row.DuePromise) switch
    {
        ({ } due, { } kind) => T[due < times!.Now ? "Promise_Late" : "Promise_By", W[$"Promise_{kind}"], times.At(due)],
        _ => $"{T["Watch_Promise"].Value}: {T["Promise_None"].Value}",
    };
}
