using System.Collections.Concurrent;
using System.Diagnostics;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Bench;

/// <summary>How long a changed calendar takes to be applied to all open cases, and what intake feels of it meanwhile.</summary>
internal static class PromisesBench
{
    private const int FiledPerSecond = 20;

    /// <summary>Measures.</summary>
    public static async Task<Section> MeasureAsync(Run run)
    {
        var cases = run.Of(100_000, 2000);
        await using var company = await Company.FoundAsync(run.Engine, cases, open: cases);
        var rebuild = company.Use<RebuildPromises>();

        // The filled rows are made by SQL and lack some promises: brought to what the journal tells before anything is measured.
        await rebuild.RepairAsync(_ => { }, (_, _) => { });
        var compared = await TookAsync(() => rebuild.CompareAsync(_ => { }, (_, _) => { }));

        await FileAsync(company, Task.Delay(run.Seconds(2, 1), TimeProvider.System));
        var usual = await FileAsync(company, Task.Delay(run.Seconds(10, 1), TimeProvider.System));
        var calendar = await OpenLaterAsync(company);
        var previewed = await TookAsync(() => company.Use<PreviewRules>().ExecuteAsync(Actor.System, new PreviewRules.Request(null, calendar)));

        var applied = 0;
        var applying = TookAsync(async () => applied = await ApplyAsync(company, calendar));
        var during = await FileAsync(company, applying);
        var seconds = await applying;
        var left = (await rebuild.CompareAsync(_ => { }, (_, _) => { })).Differences;

        var (clocks, watched) = await WatchAsync(company);

        var section = run.Section("Promises");
        section.Say($"{cases:N0} open cases, received over ten years, each with three entries in the journal and up to four promises. The company opens an hour later: every due time that is still owed moves. That is applied to all of them, each with its journal entry, while {FiledPerSecond} cases a second are filed; both in one process, as in the hub. Then everything is replayed and compared: {left} differences.");
        section.Table(["", "seconds", "cases/s"],
        [
            ["replay and compare all (`rebuild-promises`)", $"{compared:F1}", $"{cases / compared:F0}"],
            ["preview", $"{previewed:F1}", $"{cases / previewed:F0}"],
            [$"apply to {applied:N0}", $"{seconds:F1}", $"{applied / seconds:F0}"],
        ]);
        section.Table(["intake", "filed", "p50 ms", "p95 ms", "p99 ms"], [Row("before", usual), Row("meanwhile", during)]);
        section.Say($"One look of the watch (`PromiseWatch`) while {clocks:N0} clocks run and none has come to a step: p50 {watched.At(.5):F1} ms, p95 {watched.At(.95):F1} ms of 100.");
        section.Target("a look of the watch, p95 ms", watched.At(.95), "≤", 50);
        section.Target("recompute 100,000 open cases, s", seconds * 100_000 / cases, "≤", 10);
        section.Target("p95 of intake meanwhile ÷ before", during.At(.95) / usual.At(.95), "≤", 2);
        return section;
    }

    /// <summary>All steps are put off to the far side of now, as they are in a company that keeps its promises.</summary>
    private static async Task<(int Clocks, Timings Rounds)> WatchAsync(Company company)
    {
        var (database, watch, clocks) = (company.Use<HubDatabase>(), company.Use<PromiseWatch>(), 0);
        var later = database.Now + Duration.FromHours(1);
        await database.WritePersonalAsync(async db => clocks = await db.CasePromises.Where(p => p.State == PromiseState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.NextStepAt, later)));
        return (clocks, await Clients.RepeatAsync(100, () => watch.RoundAsync()));
    }

    private static string[] Row(string name, Timings timings) =>
        [name, $"{timings.PerSecond:F0}/s", $"{timings.At(.5):F1}", $"{timings.At(.95):F1}", $"{timings.At(.99):F1}"];

    private static async Task<double> TookAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await Task.Run(work);
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Files so many a second until something is done.</summary>
    private static async Task<Timings> FileAsync(Company company, Task until)
    {
        var (file, took, begun) = (company.Use<FileCase>(), new ConcurrentBag<double>(), new List<Task>());
        var clock = Stopwatch.StartNew();
        using (var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / FiledPerSecond)))
        {
            while (!until.IsCompleted && await pace.WaitForNextTickAsync())
            {
                begun.Add(Task.Run(OneAsync));
            }
        }

        await Task.WhenAll(begun);
        await until;
        return new Timings(took, took.Count / clock.Elapsed.TotalSeconds);

        async Task OneAsync()
        {
            var began = Stopwatch.GetTimestamp();
            var filed = await file.ExecuteAsync(Actor.Public, new Filed
            {
                Key = Guid.NewGuid().ToString("N"),
                Channel = Channel.Web,
                Kind = CaseKind.Complaint,
                Description = IntakeBench.Description,
                Name = "Jane Doe",
                Email = "jane@example.org",
            });
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            _ = filed.Value;
        }
    }

    private static async Task<long> OpenLaterAsync(Company company)
    {
        var read = (await company.Use<ReadCalendar>().ExecuteAsync(Actor.System, new ReadCalendar.Request())).Value;
        var later = read.Document with { Weekly = read.Document.Weekly.ToDictionary(day => day.Key, _ => (IReadOnlyList<string>)["09:30-12:00", "13:30-18:30"]) };
        return (await company.Use<SaveCalendar>().ExecuteAsync(Actor.System, new SaveCalendar.Request(later, read.VersionId))).Value.VersionId;
    }

    private static async Task<int> ApplyAsync(Company company, long calendar)
    {
        var (apply, applied) = (company.Use<ApplyRules>(), 0);
        OpenCasePlace? place = null;
        do
        {
            var part = (await apply.ExecuteAsync(Actor.System, new ApplyRules.Request(null, calendar, "The company opens an hour later.", place))).Value;
            (applied, place) = (applied + part.Cases, part.Next);
        }
        while (place is not null);
        return applied;
    }
}
