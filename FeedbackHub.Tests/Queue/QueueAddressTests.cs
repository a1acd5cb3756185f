using FeedbackHub.App.Queue;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using Xunit;

namespace FeedbackHub.Tests.Queue;

public class QueueAddressTests
{
    public static TheoryData<QueueFilter, QueuePlace?> Filters => new()
    {
        { new QueueFilter(), null },
        { new QueueFilter { View = QueueView.DueSoon, Sort = QueueSort.Oldest }, null },
        { new QueueFilter { View = QueueView.All, DepartmentId = 3, HandlerId = 12, State = CaseState.WaitingForCustomer, Kind = CaseKind.Enquiry, Severity = Severity.Major }, new QueuePlace(-1152921504606846976, 7) },
        { new QueueFilter { View = QueueView.Unassigned, Words = "退款 & double=charge #1?" }, new QueuePlace(1772424000000000, 123456) },
        { new QueueFilter { View = QueueView.Any, Words = "kettle" }, new QueuePlace(256004, 1001, 1300) },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void The_whole_filter_and_the_place_stand_in_the_address(QueueFilter filter, QueuePlace? after)
    {
        var address = QueueAddress.Of(filter, after);

        Assert.Equal((filter, after), QueueAddress.Read(new Uri(new Uri("http://hub"), address)));
        Assert.Equal(filter.View, QueueAddress.ViewOf(address));
    }

    [Theory]
    [InlineData("?view=nonsense&sort=7&state=99&department=-1&kind=&after=x.y")]
    [InlineData("?view=0&handler=99999999999999999999&after=1")]
    [InlineData("")]
    public void What_an_address_says_wrongly_is_left_out(string query) =>
        Assert.Equal((new QueueFilter(), null), QueueAddress.Read(new Uri("http://hub/staff/queue" + query)));

    [Fact]
    public void Other_pages_show_no_view() => Assert.Null(QueueAddress.ViewOf("staff/cases/7?view=all"));
}
