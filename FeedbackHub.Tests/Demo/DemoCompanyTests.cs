using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Demo;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Demo;

public sealed class DemoCompanyTests(FilledDemo demo) : IClassFixture<FilledDemo>
{
    private HubFixture Hub => demo.Hub;

    [Fact]
    public async Task It_is_as_large_as_promised()
    {
        Assert.Equal(5, await Hub.ReadAsync(db => db.Departments.CountAsync()));
        Assert.Equal(15, await Hub.ReadAsync(db => db.Staff.CountAsync()));
        Assert.Equal(400, await Hub.ReadAsync(db => db.Cases.CountAsync()));
        Assert.Equal(36, await Hub.ReadAsync(db => db.Categories.CountAsync()));
    }

    [Fact]
    public async Task Every_state_occurs()
    {
        var states = await Hub.ReadAsync(db => db.Cases.Select(c => c.State).Distinct().ToListAsync());
        Assert.Equal(Enum.GetValues<CaseState>().Order(), states.Order());
    }

    [Fact]
    public async Task Every_handler_has_a_believable_desk()
    {
        var handlers = await Hub.ReadAsync(db => db.Staff.Where(s => s.Roles == Roles.Handler).Select(s => s.Id).ToListAsync());
        var open = (await Hub.ReadAsync(db => db.Cases.ToListAsync())).Where(c => c.State.IsOpen()).ToList();
        Assert.InRange(open.Count, 110, 140);
        Assert.Equal(10, handlers.Count);
        Assert.All(handlers, id => Assert.InRange(open.Count(c => c.HandlerId == id), 8, 20));
    }

    [Theory]
    [InlineData("Wei Zhang")]
    [InlineData("何静")]
    [InlineData("Priya Raman")]
    public async Task Every_view_of_the_queue_has_something_in_it(string name)
    {
        var counts = await Hub.Use<CountViews>().ExecuteAsync(await demo.ActorAsync(name), new CountViews.Request());
        Assert.NotEmpty(counts.Value);
        Assert.All(counts.Value, view => Assert.True(view.Value > 0, $"{name}: {view.Key} is empty"));
    }

    [Fact]
    public async Task A_few_complaints_are_about_staff_who_see_nothing_of_them()
    {
        var about = await Hub.ReadAsync(db => db.Cases.Where(c => c.ConcernsStaffId != null).Select(c => new { c.Id, Staff = c.ConcernsStaffId!.Value }).ToListAsync());
        Assert.InRange(about.Count, 2, 3);
        foreach (var one in about)
        {
            Assert.Contains(await Hub.JournalOfAsync(one.Id), j => j.Kind == JournalKind.Edited && j.Changes.Contains(nameof(Case.ConcernsStaffId), StringComparison.Ordinal));
            var named = await Hub.AgainAsync(one.Staff);
            Assert.Equal(new NotFound(), (await Hub.Use<ReadCase>().ExecuteAsync(named!, new ReadCase.Request(one.Id))).Failure);
        }
    }

    [Fact]
    public async Task Something_came_in_within_the_last_hour_that_nobody_has_taken()
    {
        var hour = FilledDemo.Now - Duration.FromHours(1);
        Assert.InRange(await Hub.ReadAsync(db => db.Cases.CountAsync(c => c.State == CaseState.New && c.HandlerId == null && c.ReceivedAt > hour)), 4, 10);
    }

    [Fact]
    public async Task Major_cases_are_worked_jointly_and_decided_with_the_word_of_the_leadership_and_hand_overs_were_sent_back()
    {
        var leader = (await Hub.AgainAsync(await Hub.ReadAsync(db => db.Staff.Where(s => s.Roles == Roles.Leader).Select(s => s.Id).SingleAsync())))!;
        var watched = (await Hub.Use<Core.Majors.ListMajors>().ExecuteAsync(leader, new())).Value.Rows;
        Assert.Contains(watched, r => r.Major.Situation.Length > 0 && r.Major.Tasks.Any(t => t.ReportedAt is null) && r.Major.Tasks.Any(t => t.ReportedAt is not null));
        var decided = await Hub.ReadAsync(db => db.Cases.Where(c => c.Severity == Severity.Major && c.Decision != "").Select(c => c.Id).ToListAsync());
        var approved = await Hub.ReadAsync(db => db.Journal.Where(j => j.Kind == JournalKind.MajorApproved).Select(j => j.CaseId!.Value).Distinct().ToListAsync());
        Assert.NotEmpty(decided);
        Assert.Equal([], decided.Except(approved));
        Assert.InRange(await Hub.ReadAsync(db => db.Returns.CountAsync()), 5, 60);
    }

    [Fact]
    public async Task The_journal_is_dense_and_its_times_never_go_back()
    {
        var journal = await Hub.JournalAsync();
        Assert.Equal(Enumerable.Range(1, journal.Count).Select(i => (long)i), journal.Select(j => j.Seq));
        Assert.Equal(journal.Select(j => j.At).Order(), journal.Select(j => j.At));
        Assert.True(journal[^1].At <= FilledDemo.Now);
        Assert.True(journal[0].At >= FilledDemo.Now - Duration.FromDays(92));
    }

    [Fact]
    public async Task Staff_work_cases_in_office_hours_only()
    {
        var journal = await Hub.JournalAsync();
        var worked = journal.Where(j => j.ActorKind == ActorKind.Staff && j.Kind != JournalKind.Filed).ToList();
        Assert.NotEmpty(worked);
        Assert.All(worked, j => Assert.True(IsOfficeHours(j.At), $"{j.Seq} {j.Kind} at {j.At}"));

        // The end of a window counts as open: what is done at the last minute is done in time.
        static bool IsOfficeHours(Instant at) => BusinessCalendar.Default.Between(at - Duration.FromSeconds(1), at + Duration.FromSeconds(1)) > Duration.Zero;
    }

    [Fact]
    public async Task Promises_are_what_the_journal_tells_and_mostly_kept()
    {
        var stored = await Hub.ReadAsync(db => db.Cases.Include(c => c.Promises).ToListAsync());
        foreach (var one in stored)
        {
            var told = await Hub.ReadAsync(db => Hub.Get<PromiseBook>().ReplayAsync(db, one, TestContext.Current.CancellationToken));
            Assert.Equal(
                told.Select(p => (p.Kind, p.Generation, p.State, p.DueAt, p.MetAt)).Order(),
                one.Promises.Select(p => (p.Kind, p.Generation, p.State, p.DueAt, p.MetAt)).Order());
        }

        var met = stored.SelectMany(c => c.Promises).Where(p => p.MetAt is not null).ToList();
        Assert.InRange((double)met.Count(p => p.Kept == true) / met.Count, 0.86, 0.97);
    }

    [Fact]
    public async Task Figures_are_those_of_the_cases()
    {
        var counted = (await Hub.ReadAsync(db => db.Cases.Include(c => c.Promises).ToListAsync()))
            .SelectMany(c => TallyMark.Of(CaseImage.After(c))).CountBy(mark => mark).Select(m => (m.Key, (long)m.Value));
        var kept = (await Hub.ReadAsync(db => db.Tallies.ToListAsync()))
            .Select(t => (new TallyMark(t.Measure, t.Bucket, t.DepartmentId, t.HandlerId), t.Count));
        Assert.Equal(counted.ToHashSet(), kept.ToHashSet());
    }

    [Fact]
    public async Task No_text_has_a_gap_left_in_it()
    {
        var texts = await Hub.ReadAsync(async db =>
            (await db.Messages.Select(m => m.Text).ToListAsync())
            .Concat(await db.Cases.Select(c => c.Subject + c.Description + c.Wanted + c.OccurredWhen + c.Place + c.Concerns + c.Decision + c.Redress + c.Reason).ToListAsync()).ToList());
        Assert.All(texts, text => Assert.DoesNotContain('{', text));
    }

    [Fact]
    public async Task Files_sent_can_be_opened()
    {
        var files = await Hub.ReadAsync(db => db.Attachments.ToListAsync());
        Assert.InRange(files.Count, 8, 80);
        Assert.All(files, file => Assert.True(Hub.Get<FileStore>().Has(file.Sha256), file.FileName));
        Assert.Contains(files, file => file.ContentType == "image/png");
        Assert.Contains(files, file => file.ContentType == "application/pdf");
    }

    [Fact]
    public async Task Everybody_can_sign_in_as_the_list_says()
    {
        var staff = await Hub.ReadAsync(db => db.Staff.ToListAsync());
        Assert.Equal(staff.Select(s => s.Email).Order(), DemoCompany.SignIns.Select(s => s.Email).Order());
        var hasher = Hub.Get<IPasswordHasher<StaffMember>>();
        Assert.NotEqual(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(staff[0], staff[0].PasswordHash!, DemoCompany.Password));
        Assert.Single(staff.Select(s => s.PasswordHash).Distinct());
    }

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        var head = await Hub.HeadAsync();
        Assert.False(await DemoCompany.FillAsync(Hub.Storage, Hub.Get<DatabaseOptions>(), new Limits(), FilledDemo.Now + Duration.FromDays(3), cancel: TestContext.Current.CancellationToken));
        await Hub.Get<DatabaseSetup>().RunAsync(cancel: TestContext.Current.CancellationToken);
        Assert.Equal(head, await Hub.HeadAsync());
        Assert.Equal(TestDatabase.IsPostgres, File.Exists(Hub.Storage.Database + ".filling")); // what was cut short is cleared away where files are used
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Two_weeks_later_an_empty_hub_is_filled_with_the_same_two_weeks_later()
    {
        await using var later = await HubFixture.StartAsync();
        await later.ClosePoolAsync();
        var now = FilledDemo.Now + Duration.FromDays(14);
        Assert.True(await DemoCompany.FillAsync(later.Storage, later.Get<DatabaseOptions>(), new Limits(), now, cancel: TestContext.Current.CancellationToken));
        Assert.Equal(await FilledDemo.ContentAsync(Hub, FilledDemo.Now), await FilledDemo.ContentAsync(later, now));
    }

    [Fact]
    public async Task A_hub_in_which_something_was_filed_is_left_alone()
    {
        await using var used = await HubFixture.StartAsync();
        await used.FileAsync();
        Assert.False(await DemoCompany.FillAsync(used.Storage, used.Get<DatabaseOptions>(), new Limits(), FilledDemo.Now, cancel: TestContext.Current.CancellationToken));
        Assert.Equal(1, await used.ReadAsync(db => db.Cases.CountAsync()));
    }

    [Theory]
    [InlineData(2026, 11, 22, 19, 0)] // a Monday at three in the morning
    [InlineData(2026, 2, 20, 4, 0)] // Spring Festival
    [InlineData(2026, 12, 31, 16, 30)] // New Year's night
    [InlineData(2027, 5, 14, 10, 0)] // a Friday after hours
    public void It_can_be_told_at_any_time(int year, int month, int day, int hour, int minute)
    {
        var (content, now) = (DemoContent.Load(), Instant.FromUtc(year, month, day, hour, minute));
        var tales = DemoPlan.Make(content, new DemoPeople(content.Company), BusinessCalendar.Default, PromisePolicy.Default, now, 7);
        Assert.Equal(DemoPlan.Cases, tales.Count);
        var opening = BusinessCalendar.Default.NextOpening(now + Duration.FromHours(1));
        Assert.InRange(tales.Count(t => t.DueAt > now && t.DueAt <= BusinessCalendar.Default.Add(opening, Duration.FromHours(8))), 8, 120);
        Assert.All(tales, tale =>
        {
            Assert.True(tale.LastAt <= now);
            Assert.True(tale.FiledAt >= now - Duration.FromDays(DemoTimes.Days + 1));
            Assert.Equal(tale.Steps.Select(s => s.At).Order(), tale.Steps.Select(s => s.At));
        });
    }
}
