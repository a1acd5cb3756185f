using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Cases;

public class FindCaseByNumberTests
{
    [Fact]
    public async Task A_number_is_found_as_it_is_said_and_only_by_whoever_may_see_the_case()
    {
        await using var hub = await HubFixture.StartAsync();
        var lin = await hub.HandlerAsync();
        var stranger = await hub.HandlerAsync("Stranger", await hub.DepartmentAsync("Elsewhere"));
        var receipt = await hub.FileAsync();

        foreach (var said in new[] { receipt.Number, receipt.Number.ToLowerInvariant(), $" {receipt.Number} ", "1" })
        {
            Assert.Equal(receipt.CaseId, (await hub.Use<FindCaseByNumber>().ExecuteAsync(lin, new FindCaseByNumber.Request(said))).Value.Id);
        }

        Assert.IsType<NotFound>((await hub.Use<FindCaseByNumber>().ExecuteAsync(stranger, new FindCaseByNumber.Request(receipt.Number))).Failure);
        Assert.IsType<NotFound>((await hub.Use<FindCaseByNumber>().ExecuteAsync(lin, new FindCaseByNumber.Request("kettle"))).Failure);
    }
}
