using FeedbackHub.App.Queue;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;
using Xunit;

namespace FeedbackHub.Tests.Queue;

public class AssignmentNewsTests
{
    private const long Me = 7;
    private const long Other = 8;

    private static readonly LiveUpdate Given = new(
        1, JournalKind.Assigned, QueueRows.Noon, 3, 2, 1, null, Me, Other, null, ActorKind.Staff, Other, null, null);

    [Fact]
    public void A_case_given_by_somebody_else_is_told() => Assert.True(AssignmentNews.IsGivenTo(Given, Me));

    [Fact]
    public void A_case_that_came_back_to_me_is_told() =>
        Assert.True(AssignmentNews.IsGivenTo(Given with { Kind = JournalKind.Returned, FromHandlerId = null }, Me));

    [Fact]
    public void A_case_given_by_a_program_is_told_even_if_its_token_has_my_number() =>
        Assert.True(AssignmentNews.IsGivenTo(Given with { ActorKind = ActorKind.Program, ActorId = Me }, Me));

    [Fact]
    public void What_I_take_myself_is_not_told() => Assert.False(AssignmentNews.IsGivenTo(Given with { ActorId = Me }, Me));

    [Fact]
    public void What_is_given_to_others_is_not_told() => Assert.False(AssignmentNews.IsGivenTo(Given with { HandlerId = Other }, Me));

    [Fact]
    public void What_was_mine_already_is_not_told() => Assert.False(AssignmentNews.IsGivenTo(Given with { FromHandlerId = Me }, Me));

    [Theory]
    [InlineData(JournalKind.Noted)]
    [InlineData(JournalKind.CustomerWrote)]
    [InlineData(JournalKind.Claimed)]
    [InlineData(JournalKind.Edited)]
    public void What_else_happens_to_my_cases_is_not_told(JournalKind kind) =>
        Assert.False(AssignmentNews.IsGivenTo(Given with { Kind = kind, FromHandlerId = null }, Me));
}
