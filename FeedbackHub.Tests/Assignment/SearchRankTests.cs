using FeedbackHub.Core.Assignment;
using Xunit;

namespace FeedbackHub.Tests.Assignment;

public class SearchRankTests
{
    private static readonly SearchText Text = new()
    {
        Subject = "Kettle leaks 水壶漏水",
        Description = "The refund never came, money back please. 我要退款，不要换货。",
        CustomerEmail = "wang.min@example.com",
        CustomerPhone = "+86 138-0013-8000",
    };

    [Theory]
    [InlineData("wang.min@example.com", SearchRank.Meant)]
    [InlineData("WANG.MIN@example.com ", SearchRank.Meant)]
    [InlineData("wang.min@example", SearchRank.Somewhere)]
    [InlineData("86 13800138000", SearchRank.Meant)]
    [InlineData("138 0013 8000", SearchRank.Meant)]
    [InlineData("8000", SearchRank.Somewhere)]
    [InlineData("kettle", SearchRank.InSubject)]
    [InlineData("leaks KETT", SearchRank.InSubject)]
    [InlineData("漏水", SearchRank.InSubject)]
    [InlineData("水", SearchRank.InSubject)]
    [InlineData("kettle refund", SearchRank.Somewhere)]
    [InlineData("money back", SearchRank.Phrase)]
    [InlineData("Money, ba", SearchRank.Phrase)]
    [InlineData("我要退款", SearchRank.Phrase)]
    [InlineData("款不", SearchRank.Somewhere)]
    [InlineData("back money", SearchRank.InDescription)]
    [InlineData("退款 换货", SearchRank.InDescription)]
    [InlineData("refund", SearchRank.InDescription)]
    [InlineData("elsewhere", SearchRank.Somewhere)]
    public void A_case_ranks_by_where_it_has_the_words(string typed, SearchRank expected) =>
        Assert.Equal(expected, SearchRanking.Of(SearchQuestion.In(typed), Text));

    [Fact]
    public void Better_places_rank_higher() => Assert.Equal(
        [SearchRank.Somewhere, SearchRank.InDescription, SearchRank.Phrase, SearchRank.InSubject, SearchRank.Meant],
        Enum.GetValues<SearchRank>().Order());
}
