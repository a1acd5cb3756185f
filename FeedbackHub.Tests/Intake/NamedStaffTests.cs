using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Intake;

public class NamedStaffTests
{
    [Theory]
    [InlineData("Lin Hua at the counter", true)]
    [InlineData("it was LIN HUA!", true)]
    [InlineData("门店的何静店员", true)]
    [InlineData("Lin Huang", false)]
    [InlineData("Berlin Hua", false)]
    [InlineData("the man at the counter", false)]
    [InlineData("Lin Hua and 何静", false)]
    public async Task Who_is_named_in_full_as_concerned_never_sees_the_complaint(string concerns, bool recognised)
    {
        await using var hub = await HubFixture.StartAsync();
        Actor[] named = [await hub.HandlerAsync("Lin Hua"), await hub.HandlerAsync("何静")];
        var other = await hub.HandlerAsync("Other");

        var id = (await hub.FileAsync(f => f with { Concerns = concerns })).CaseId;

        var blind = 0;
        foreach (var person in named)
        {
            blind += (await hub.Use<ReadCase>().ExecuteAsync(person, new(id))).Succeeded ? 0 : 1;
        }

        Assert.Equal(recognised ? 1 : 0, blind);
        Assert.True((await hub.Use<ReadCase>().ExecuteAsync(other, new(id))).Succeeded);
    }
}
