using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Majors;
using FeedbackHub.Tests.Support;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Majors;

/// <summary>What people do in a major case, in a word each; null where it went well.</summary>
internal static class MajorWork
{
    public static async Task<Failure?> DeclareAsync(this HubFixture hub, Actor who, long id, string reason = "Two people were hurt.") =>
        (await hub.Use<DeclareMajor>().ExecuteAsync(who, new(id, reason))).Failure;

    public static async Task<Failure?> GiveAsync(this HubFixture hub, Actor who, long id, long department, string text = "Look at the wiring.", Duration? within = null) =>
        (await hub.Use<GiveGroupTask>().ExecuteAsync(who, new(id, department, text, hub.Database.Now + (within ?? Duration.FromDays(1))))).Failure;

    public static async Task<Failure?> ReportAsync(this HubFixture hub, Actor who, long id, long task, string text = "It was the wiring.") =>
        (await hub.Use<ReportGroupTask>().ExecuteAsync(who, new(id, task, text))).Failure;

    public static async Task<Failure?> ApproveAsync(this HubFixture hub, Actor who, long id, string remark = "") =>
        (await hub.Use<ApproveMajor>().ExecuteAsync(who, new(id, remark))).Failure;

    public static async Task<Failure?> TellAsync(this HubFixture hub, Actor who, long id, string text = "We wait for the laboratory.") =>
        (await hub.Use<TellSituation>().ExecuteAsync(who, new(id, text))).Failure;

    public static async Task<Failure?> LowerAsync(this HubFixture hub, Actor who, long id, string reason = "Nobody was hurt.") =>
        (await hub.Use<LowerMajor>().ExecuteAsync(who, new(id, reason))).Failure;

    public static async Task<Failure?> DecideAsync(this HubFixture hub, Actor who, long id) =>
        (await hub.Use<ResolveCase>().ExecuteAsync(who, new(id, "The wiring is new.", "Repaired", "", null) { Outcome = Outcome.Accepted })).Failure;

    public static async Task<MajorView> MajorAsync(this HubFixture hub, Actor who, long id) =>
        (await hub.Use<ReadMajor>().ExecuteAsync(who, new(id))).Value;

    public static async Task<IReadOnlyList<string>> WatchedAsync(this HubFixture hub, Actor who) =>
        [.. (await hub.Use<ListMajors>().ExecuteAsync(who, new())).Value.Rows.Select(r => r.Number)];

    public static async Task<Failure?> ReadableAsync(this HubFixture hub, Actor who, long id) =>
        (await hub.Use<ReadCase>().ExecuteAsync(who, new(id))).Failure;

    public static void Missing(Failure? failure, bool approved, params string[] departments)
    {
        var missing = Assert.IsType<MajorIncomplete>(failure);
        Assert.Equal((approved, string.Join(", ", departments)), (missing.Approved, string.Join(", ", missing.Departments.Select(d => d.En))));
    }
}
