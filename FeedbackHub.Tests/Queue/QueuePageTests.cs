using System.Globalization;
using System.Security.Claims;
using Bunit;
using FeedbackHub.App.Access;
using FeedbackHub.App.Live;
using FeedbackHub.App.Queue;
using FeedbackHub.App.Shell;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Xunit;
using QueuePage = FeedbackHub.App.Queue.QueuePage;

namespace FeedbackHub.Tests.Queue;

/// <summary>The queue page of one handler on a whole hub, live.</summary>
[Trait("Kind", "Component")]
public sealed class QueuePageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly BunitContext page = new();
    private HubFixture hub = default!;
    private Actor me = default!;
    private Actor colleague = default!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        hub = await HubFixture.StartAsync();
        (me, colleague) = (await hub.HandlerAsync("Wei Zhang"), await hub.HandlerAsync("Li Na"));
        await hub.StartTailAsync();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddLocalization();
        page.Services.AddMudServices();
        page.Services.AddSingleton<TimeProvider>(hub.Time)
            .AddSingleton(hub.Get<HubDatabase>()).AddSingleton(hub.Get<Actors>()).AddSingleton(hub.Get<LiveFeed>()).AddSingleton(hub.Get<JournalTail>())
            .AddSingleton(hub.Use<ListQueue>()).AddSingleton(hub.Use<ReadQueueRows>()).AddSingleton(hub.Use<CountViews>()).AddSingleton(hub.Use<ClaimCase>())
            .AddSingleton(hub.Use<ClaimNextCase>()).AddSingleton(hub.Use<ReadQueueChoices>()).AddSingleton(hub.Use<ReadWorkingHours>()).AddSingleton(hub.Use<ReadKeptShare>())
            .AddSingleton<AuthenticationStateProvider>(new SignedInAs(me.StaffId!.Value))
            .AddScoped<CurrentStaff>().AddScoped<LiveSession>().AddTransient<FailureText>().AddQueue();
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await hub.DisposeAsync();
    }

    [Fact]
    public async Task A_case_filed_while_the_page_is_open_appears_and_only_its_row_is_drawn()
    {
        await hub.FileAsync(f => f with { Description = "First." });
        await hub.FileAsync(f => f with { Description = "Second." });
        var queue = Open(QueueView.Unassigned);
        queue.WaitForAssertion(() => Assert.Equal(2, queue.FindComponents<QueueRowView>().Count), Patience);
        var before = queue.FindComponents<QueueRowView>().ToDictionary(r => r.Instance.Entry.Row.Id, r => (Row: r, r.RenderCount));

        await hub.FileAsync(f => f with { Description = "Third." });

        await FlushUntilAsync(queue, () => Assert.Equal(3, queue.FindComponents<QueueRowView>().Count), LiveSession.Flush);
        foreach (var (row, drawn) in before.Values)
        {
            Assert.Equal(drawn, row.RenderCount);
        }

        Assert.Contains("arrived", queue.FindAll("tbody tr").Single(r => r.TextContent.Contains("Third", StringComparison.Ordinal)).ClassName);
    }

    [Fact]
    public async Task A_case_that_a_colleague_claims_leaves_the_unassigned_at_once()
    {
        var filed = await hub.FileAsync();
        var queue = Open(QueueView.Unassigned);
        queue.WaitForAssertion(() => Assert.Single(queue.FindAll("tbody tr")), Patience);

        await hub.Use<ClaimCase>().ExecuteAsync(colleague, new(filed.CaseId));

        await FlushUntilAsync(queue, () => Assert.Empty(queue.FindAll("tbody tr")));
        Assert.Contains("Everything is taken", queue.Markup);
    }

    [Fact]
    public async Task Of_two_who_claim_the_loser_is_told_who_has_it()
    {
        var filed = await hub.FileAsync();
        var queue = Open(QueueView.Unassigned);
        queue.WaitForAssertion(() => Assert.Single(queue.FindAll("td button")), Patience);
        var row = queue.FindComponent<QueueRowView>().Instance;
        await hub.Use<ClaimCase>().ExecuteAsync(colleague, new(filed.CaseId));

        // The colleague was faster, and the click was on its way already.
        await queue.InvokeAsync(() => row.Claim!(row.Entry.Row));

        var said = Assert.Single(page.Services.GetRequiredService<ISnackbar>().ShownSnackbars);
        Assert.Equal("Li Na was faster and has it already.", said.Message);
        Assert.Equal(colleague.StaffId, (await hub.CaseAsync(filed.CaseId)).HandlerId);
    }

    [Fact]
    public async Task The_next_case_is_the_most_urgent_unassigned_one_and_is_opened()
    {
        await hub.FileAsync();
        hub.Time.Advance(TimeSpan.FromHours(1));
        var later = await hub.FileAsync();
        var queue = Open(QueueView.Mine);

        await queue.Find("[data-next]").ClickAsync(new());

        var taken = (await hub.ReadAsync(db => Task.FromResult(db.Cases.Single(c => c.HandlerId == me.StaffId))));
        Assert.NotEqual(later.CaseId, taken.Id);
        Assert.EndsWith($"/staff/cases/{taken.Id}", page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_is_put_into_words_anew_as_time_goes_by()
    {
        await hub.FileAsync();
        var queue = Open(QueueView.Unassigned);
        queue.WaitForAssertion(() => Assert.Single(queue.FindAll("tbody tr")), Patience);
        var (before, row) = (queue.Find("td:last-child b").TextContent, queue.FindComponent<QueueRowView>());
        var drawn = row.RenderCount;

        hub.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(drawn, row.RenderCount);
        Later(TimeSpan.FromDays(10));

        queue.WaitForAssertion(() => Assert.Contains("late", queue.Find("tbody tr").ClassName), Patience);
        Assert.NotEqual(before, queue.Find("td:last-child b").TextContent);
    }

    [Fact]
    public async Task An_overdue_case_enters_its_view_by_the_clock_alone()
    {
        await hub.FileAsync();
        var queue = Open(QueueView.Overdue);
        queue.WaitForAssertion(() => Assert.Contains("Nothing is overdue", queue.Markup), Patience);

        Later(TimeSpan.FromDays(10));
        await FlushUntilAsync(queue, () => Assert.Single(queue.FindAll("tbody tr")));
    }

    [Fact]
    public async Task Whoever_is_disabled_is_led_to_the_sign_in_page()
    {
        await hub.FileAsync();
        var queue = Open(QueueView.Unassigned);
        queue.WaitForAssertion(() => Assert.Single(queue.FindAll("td button")), Patience);
        await hub.SaveAsync(change =>
        {
            var person = change.Db.Staff.Single(s => s.Id == me.StaffId);
            person.Disabled = true;
            change.Record(JournalKind.StaffChanged, person);
        });

        await queue.Find("td button").ClickAsync(new());

        Assert.EndsWith(Accounts.SignInPath, page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_searched_for_shortly_after_the_last_keystroke_and_stand_in_the_address()
    {
        await hub.FileAsync(f => f with { Description = "退款三周仍未到账" });
        await hub.FileAsync(f => f with { Description = "The kettle leaks." });
        var queue = Open(QueueView.Mine);

        await queue.Find("[data-search]").InputAsync(new ChangeEventArgs { Value = "退款" });
        Assert.DoesNotContain("q=", page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        hub.Time.Advance(QueuePage.Pause);

        queue.WaitForAssertion(() => Assert.Single(queue.FindAll("tbody tr")), Patience);
        Assert.Equal("退款", QueueAddress.Read(new Uri(page.Services.GetRequiredService<NavigationManager>().Uri)).Filter.Words);
    }

    [Fact]
    public async Task A_found_row_shows_the_words_marked_and_never_as_markup_and_follows_the_case()
    {
        var filed = await hub.FileAsync(f => f with { Description = "<b>水壶</b>漏水，我要退款。" });
        var queue = Open(QueueView.Mine);
        await queue.Find("[data-search]").InputAsync(new ChangeEventArgs { Value = "退款" });
        hub.Time.Advance(QueuePage.Pause);
        queue.WaitForAssertion(() => Assert.Equal("退款", queue.Find("tbody td:nth-child(2) span mark").TextContent), Patience);
        Assert.Empty(queue.FindAll("tbody b:not(td:last-child b)"));

        await hub.Use<ClaimCase>().ExecuteAsync(colleague, new(filed.CaseId));

        await FlushUntilAsync(queue, () => Assert.Contains("Li Na", queue.Find("tbody tr").TextContent));
        Assert.Equal("退款", queue.Find("tbody td:nth-child(2) span mark").TextContent);
    }

    private IRenderedComponent<QueuePage> Open(QueueView view)
    {
        page.Services.GetRequiredService<NavigationManager>().NavigateTo(QueueAddress.Of(view));
        var person = new SignedIn(me, "wei.zhang@example.com", Core.Access.Theme.Light, Roles.Handler);
        return page.Render<QueuePage>(p => p.AddCascadingValue(person));
    }

    /// <summary>Time passes at once: a clock that ticked all the way would tick tens of thousands of times.</summary>
    private void Later(TimeSpan by)
    {
        hub.Time.AdjustTime(hub.Time.GetUtcNow() + by);
        hub.Time.Advance(QueuePage.Tick);
    }

    /// <summary>Lets time pass until it holds; in steps of a tick, which ends what has just arrived, unless told otherwise.</summary>
    private async Task FlushUntilAsync(IRenderedComponent<QueuePage> queue, Action holds, TimeSpan? step = null)
    {
        for (var i = 0; i < 40; i++)
        {
            hub.Time.Advance(step ?? QueuePage.Tick);
            try
            {
                queue.WaitForAssertion(holds, TimeSpan.FromMilliseconds(150));
                return;
            }
            catch (Bunit.Extensions.WaitForHelpers.WaitForFailedException)
            {
                await Task.Yield();
            }
        }

        queue.WaitForAssertion(holds, Patience);
    }

    private sealed class SignedInAs(long staffId) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, staffId.ToString(CultureInfo.InvariantCulture))], "test"))));
    }
}
