using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Cases;

/// <summary>
/// People doing whatever they like, by a seed: after each step everything that is kept because it is quick to read must be
/// what a fresh count from the facts gives.
/// </summary>
public class RandomWalkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20260302)]
    public async Task Stored_promises_figures_and_queue_places_are_always_what_the_facts_say(int seed)
    {
        await using var hub = await HubFixture.StartAsync();
        var random = new Random(seed);
        T Any<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
        var repairs = await hub.DepartmentAsync("Repairs");
        Actor[] staff = [await hub.HandlerAsync("Ann", hub.FirstDepartment, repairs), await hub.HandlerAsync("Bo", repairs), await hub.SupervisorAsync()];
        var cases = new List<(long Id, string Number)>();
        var done = 0;
        for (var step = 0; step < 200; step++)
        {
            hub.Time.Advance(TimeSpan.FromMinutes(random.Next(600)));
            if (cases.Count == 0 || random.Next(8) == 0)
            {
                var receipt = await hub.FileAsync(f => f with { Kind = Any(Enum.GetValues<CaseKind>()) });
                cases.Add((receipt.CaseId, receipt.Number));
            }
            else
            {
                var id = Any(cases).Id;
                var failure = random.Next(6) switch
                {
                    0 => (await hub.Use<EditCase>().ExecuteAsync(Any(staff), new(id, nameof(Case.Severity), Any(Enum.GetNames<Severity>()), 999))).Failure,
                    1 => (await hub.Use<EditCase>().ExecuteAsync(Any(staff), new(id, nameof(Case.Kind), Any(Enum.GetNames<CaseKind>()), 999))).Failure,
                    2 => (await hub.Use<Core.Assignment.AssignCase>().ExecuteAsync(Any(staff), new(id, Any([hub.FirstDepartment, repairs]), null, "Please"))).Failure,
                    _ => await MoveAsync(id),
                };
                done += failure is null ? 1 : 0;

                Task<Failure?> MoveAsync(long about)
                {
                    var action = Any(CaseMoves.OfPeople);
                    return CaseMoves.DoAsync(hub, CaseMoves.IsCustomers(action) ? Actor.Customer(about, "Wang Min") : Any(staff), action, about, Any(cases).Number);
                }
            }

            await CheckAsync(hub, $"seed {seed}, step {step}");
        }

        Assert.True(done > 60, $"Only {done} steps did something.");
    }

    private static Task<int> CheckAsync(HubFixture hub, string when) => hub.ReadAsync(async db =>
    {
        var cases = await db.Cases.Include(c => c.Promises).ToListAsync();
        foreach (var one in cases)
        {
            var fresh = await hub.Get<PromiseBook>().ReplayAsync(db, one, CancellationToken.None);
            Assert.Equal(
                fresh.Select(p => (p.Kind, p.Generation, p.State, p.DueAt, p.MetAt, p.MetAt is null ? null : p.Kept, Seconds(p.Remaining), p.RemainingDays)),
                one.Promises.OrderBy(p => p.Kind).ThenBy(p => p.Generation).Select(p => (p.Kind, p.Generation, p.State, p.DueAt, p.MetAt, p.Kept, p.RemainingSeconds, p.RemainingDays)));
            var next = fresh.Where(p => p.State == PromiseState.Running).OrderBy(p => p.DueAt).FirstOrDefault();
            Assert.True((one.DueAt, one.DuePromise) == (next?.DueAt, next?.Kind), $"{when}: case {one.Id} is due {one.DueAt}, not {next?.DueAt}");
            Assert.True(one.OnDesk == (one.State.IsOpen() || one.Attention != Attention.None), $"{when}: case {one.Id} {one.State} {one.Attention} on desk: {one.OnDesk}");
            var acknowledged = fresh.Where(p => p.Kind == PromiseKind.Acknowledge).Select(p => p.MetAt).Single();
            Assert.True(acknowledged is null || acknowledged == one.AcknowledgedAt, $"{when}: case {one.Id} acknowledged {one.AcknowledgedAt}, promised {acknowledged}");
            Assert.Equal(one.State.IsEnded(), one.EndedAt is not null);
        }

        var places = cases.Where(c => c.OnDesk).OrderBy(c => c.QueueOrder).Select(c => c.State == CaseState.Reopened ? 0 : c.State == CaseState.WaitingForCustomer ? 2 : 1).ToList();
        Assert.True(places.SequenceEqual(places.Order()), $"{when}: reopened cases come first, waiting ones last: {string.Join(' ', places)}");
        Assert.Equal(Recount(cases), await db.Tallies.OrderBy(t => t.Measure).ThenBy(t => t.Bucket).ThenBy(t => t.DepartmentId).ThenBy(t => t.HandlerId)
            .Select(t => $"{t.Measure} {t.Bucket} {t.DepartmentId} {t.HandlerId}: {t.Count}").ToListAsync());
        return 0;
    });

    /// <summary>Written out again, on purpose not with the product's own rule.</summary>
    private static IEnumerable<string> Recount(List<Case> cases)
    {
        var marks = new List<(Measure Measure, long Bucket, long Department, long Handler)>();
        foreach (var c in cases)
        {
            marks.Add((Measure.Received, Quarter(c.ReceivedAt), c.DepartmentId, 0));
            if (c.State is CaseState.New or CaseState.Accepted or CaseState.Assigned or CaseState.InProgress or CaseState.WaitingForCustomer or CaseState.Reopened)
            {
                marks.Add((Measure.OpenByState, (long)c.State, c.DepartmentId, c.HandlerId ?? 0));
                marks.Add((Measure.OpenByReceipt, Quarter(c.ReceivedAt), c.DepartmentId, 0));
                if (c.DueAt is { } due)
                {
                    marks.Add((Measure.OpenByDue, Quarter(due), c.DepartmentId, c.HandlerId ?? 0));
                }
            }
            else if (c.State != CaseState.Withdrawn && c.DecidedAt is { } decided)
            {
                marks.Add((Measure.Resolved, Quarter(decided), c.DepartmentId, 0));
            }

            marks.AddRange(c.Promises.Where(p => p.MetAt is not null).Select(p => (p.Kept == true ? Measure.Kept : Measure.Broken, Quarter(p.MetAt!.Value), c.DepartmentId, 0L)));
            marks.AddRange(c.Promises.Where(p => p.MetAt is not null).Select(p => (Measure.Met, p.MetAt!.Value.ToUnixTimeSeconds() / 86400, 0L, Met(c, p))));
        }

        return marks.GroupBy(m => m).OrderBy(g => g.Key).Select(g => $"{g.Key.Measure} {g.Key.Bucket} {g.Key.Department} {g.Key.Handler}: {g.Count()}");
    }

    /// <summary>Digits: the kind of the case, the promise, whether in time; the first answer's and decision's class of length.</summary>
    private static long Met(Case one, CasePromise promise)
    {
        double[] hours = [1, 2, 4, 8, 24, 48, 72, 120, 168, 240, 336, 504, 720, 1080, 1440, 2160, double.PositiveInfinity];
        var length = promise is { Generation: 1, Kind: PromiseKind.Reply or PromiseKind.Resolve }
            ? 1 + Array.FindIndex(hours, h => (promise.MetAt!.Value - one.ReceivedAt).TotalHours <= h)
            : 0;
        return long.Parse($"{(int)one.Kind}{(int)promise.Kind}{(promise.Kept == true ? 1 : 0)}{length:00}", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static long Quarter(Instant at) => at.ToUnixTimeSeconds() / 900;

    private static long? Seconds(Duration? duration) => (long?)duration?.TotalSeconds;
}
