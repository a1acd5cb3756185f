using FeedbackHub.Core.Access;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>Newer rules, and applying them to the open cases as the page does.</summary>
internal static class OpenCaseRules
{
    /// <summary>A version in which every promise has as many minutes of working time.</summary>
    public static async Task<long> PromiseAsync(HubFixture hub, Actor administrator, int acknowledge, int reply, int resolve)
    {
        var table = (await hub.Use<ReadPromiseTable>().ExecuteAsync(administrator, new ReadPromiseTable.Request())).Value;
        var targets = new PromiseTargets(PromiseTarget.WorkingMinutes(acknowledge), PromiseTarget.WorkingMinutes(reply), PromiseTarget.WorkingMinutes(resolve));
        var saved = await hub.Use<SavePromiseTable>().ExecuteAsync(
            administrator, new SavePromiseTable.Request(new PolicyDocument([.. table.Document.Rules.Select(rule => rule with { Promises = targets })]), table.VersionId));
        return saved.Value.VersionId;
    }

    /// <summary>A version of the calendar with one more day closed.</summary>
    public static async Task<long> CloseAsync(HubFixture hub, Actor administrator, string date)
    {
        var read = (await hub.Use<ReadCalendar>().ExecuteAsync(administrator, new ReadCalendar.Request())).Value;
        var document = read.Document with { Holidays = [.. read.Document.Holidays, new CalendarDocument.ClosedDate(date, "Stocktaking")] };
        return (await hub.Use<SaveCalendar>().ExecuteAsync(administrator, new SaveCalendar.Request(document, read.VersionId))).Value.VersionId;
    }

    /// <summary>Goes through all open cases; answers how many follow now.</summary>
    public static async Task<int> ApplyAsync(HubFixture hub, Actor administrator, long? policy, long? calendar, string reason = "The law is stricter now.")
    {
        var applied = 0;
        OpenCasePlace? place = null;
        do
        {
            var part = await hub.Use<ApplyRules>().ExecuteAsync(administrator, new ApplyRules.Request(policy, calendar, reason, place));
            Assert.Null(part.Failure);
            applied += part.Value.Cases;
            place = part.Value.Next;
        }
        while (place is not null);
        return applied;
    }
}
