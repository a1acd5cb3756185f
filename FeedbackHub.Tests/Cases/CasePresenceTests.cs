using FeedbackHub.App.Live;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace FeedbackHub.Tests.Cases;

public class CasePresenceTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Others_at_the_same_case_are_seen_and_oneself_in_a_second_tab_is_not()
    {
        var presence = new CasePresence(time);
        var told = 0;
        using var mine = presence.Join(1, 10, "Lin Hua", () => told++);
        using var mySecondTab = presence.Join(1, 10, "Lin Hua", () => { });
        using var elsewhere = presence.Join(2, 11, "Wei Zhang", () => { });
        Assert.Empty(mine.Others);

        var li = presence.Join(1, 12, "Li Na", () => { });
        Assert.Equal([new Present("Li Na", false)], mine.Others);
        Assert.Equal(1, told);

        li.Dispose();
        Assert.Empty(mine.Others);
        Assert.Equal(2, told);
    }

    [Fact]
    public void Writing_is_seen_until_shortly_after_the_last_keystroke()
    {
        var presence = new CasePresence(time);
        using var mine = presence.Join(1, 10, "Lin Hua", () => { });
        using var li = presence.Join(1, 12, "Li Na", () => { });

        li.IsWriting();
        time.Advance(CasePresence.WritingLasts / 2);
        li.IsWriting();
        time.Advance(CasePresence.WritingLasts / 2);
        Assert.True(mine.Others[0].Writing);

        time.Advance(CasePresence.WritingLasts);
        Assert.False(mine.Others[0].Writing);
    }
}
