using System.Globalization;
using FeedbackHub.App.Public;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Cases;
using FeedbackHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace FeedbackHub.Tests.Public;

public sealed class PromiseStoryTests
{
    [Fact]
    public async Task Every_change_of_a_promise_is_told_with_its_reason_and_its_times()
    {
        Speak(Languages.English);
        await using var hub = await HubFixture.StartAsync();
        var (receipt, handler) = (await hub.FileAsync(), await hub.HandlerAsync());
        var customer = Actor.Customer(receipt.CaseId, "Wang Min");
        hub.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null((await hub.Use<AskCustomer>().ExecuteAsync(handler, new(receipt.CaseId, "Which model?", null))).Failure);
        hub.Time.Advance(TimeSpan.FromHours(5));
        Assert.Null((await hub.Use<AddCustomerMessage>().ExecuteAsync(customer, new(receipt.CaseId, "The small one.", "k"))).Failure);
        Assert.Null((await hub.Use<EditCase>().ExecuteAsync(handler, new(receipt.CaseId, nameof(Case.Severity), nameof(Severity.Major), (await hub.CaseAsync(receipt.CaseId)).Version))).Failure);
        await hub.ResolveAsync(handler, receipt);
        hub.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null((await hub.Use<AnswerSolved>().ExecuteAsync(customer, new(receipt.CaseId, false, "It leaks."))).Failure);

        var (one, story, time) = await SeenAsync(hub, receipt.CaseId);

        Assert.Equal([PromiseChangeReason.Waiting, PromiseChangeReason.Answered, PromiseChangeReason.Corrected, PromiseChangeReason.Reopened], one.Changes.Select(c => c.Why));
        var told = story.Changes(one, time);
        // Seven working days from Monday 09:00 are Wednesday week, 09:00; the pause of three and a half working hours moves them on.
        Assert.Equal(["We solve it: stands still (before: by Wed 11 March, 09:00)"], told[0].Promises);
        Assert.Equal(["You hear news: by Mon 9 March, 17:30", "We solve it: by Wed 11 March, 14:00"], told[1].Promises);
        Assert.Equal("We corrected what kind of case this is, or how serious. So other times count.", told[2].Why);
        Assert.Contains("We answer: by", told[3].Promises[0], StringComparison.Ordinal);
        Assert.Equal(one.Promises.Single(p => p.Kind == PromiseKind.Resolve).DueAt, one.Changes[3].Promises.Single(p => p.Kind == PromiseKind.Resolve).To);
    }

    [Fact]
    public async Task Who_goes_on_without_an_answer_does_not_say_that_there_was_one()
    {
        Speak(Languages.English);
        await using var hub = await HubFixture.StartAsync();
        var (receipt, handler) = (await hub.FileAsync(), await hub.HandlerAsync());
        await hub.Use<AskCustomer>().ExecuteAsync(handler, new(receipt.CaseId, "Which model?", null));
        hub.Time.Advance(TimeSpan.FromHours(2));
        await hub.Use<ReplyToCustomer>().ExecuteAsync(handler, new(receipt.CaseId, "Found it.", null));

        var (one, _, _) = await SeenAsync(hub, receipt.CaseId);

        var last = one.Changes[^1].Why;
        Assert.Contains(last, (PromiseChangeReason[])[PromiseChangeReason.WaitingEnded, PromiseChangeReason.Waiting]);
        Assert.DoesNotContain(one.Changes, c => c.Why == PromiseChangeReason.Answered);
    }

    [Fact]
    public async Task Whoever_is_late_says_sorry_and_what_comes_next()
    {
        Speak(Languages.English);
        await using var hub = await HubFixture.StartAsync();
        var (receipt, handler) = (await hub.FileAsync(), await hub.HandlerAsync());
        await hub.Use<AcceptCase>().ExecuteAsync(handler, new(receipt.CaseId));
        hub.Time.Advance(TimeSpan.FromDays(3));
        var (one, story, _) = await SeenAsync(hub, receipt.CaseId);
        var promise = CaseStory.Promise(one, hub.Database.Now);

        Assert.Equal((PublicPromise.Reply, PromiseMood.Late), (promise!.What, promise.Mood));
        Assert.Equal(PublicPromise.Resolve, promise.Next!.What);
        Assert.Empty(story.Apologies(one));

        await hub.ReplyAsync(handler, receipt);
        Speak(Languages.Chinese);
        (one, story, _) = await SeenAsync(hub, receipt.CaseId);
        Assert.Equal(["我们的答复比承诺的晚，让您久等了，非常抱歉。"], story.Apologies(one));
    }

    [Fact]
    public async Task The_steps_of_a_promise_add_up_day_by_day_in_both_languages()
    {
        Speak(Languages.English);
        await using var hub = await HubFixture.StartAsync();
        var receipt = await hub.FileAsync();
        var (one, story, time) = await SeenAsync(hub, receipt.CaseId);
        var reply = one.Promises.Single(p => p.Kind == PromiseKind.Reply);

        var steps = story.Steps(reply, one.Terms.Calendar, time);

        Assert.Equal("Step by step, “We answer” runs from today, 09:00, with 2 working days:", steps.Title);
        Assert.Equal(["Mon 2 March: 7 working hours", "Tue 3 March: 7 working hours and 30 minutes", "Wed 4 March: 30 minutes of working time"], steps.Lines);
        Speak(Languages.Chinese);
        (one, story, time) = await SeenAsync(hub, receipt.CaseId);
        Assert.Equal("3月3日 周二：7 个工作小时 30 分钟", story.Steps(reply, one.Terms.Calendar, time).Lines[1]);
    }

    [Fact]
    public async Task The_page_tells_it_without_anything_internal()
    {
        await using var host = await HubHostFixture.StartAsync(null, PublicHost.Generous);
        var hub = host.Hub;
        var (handler, secret) = (await hub.HandlerAsync("Lin Hua"), await hub.DepartmentAsync("Secret Service", "机密处"));
        var visitor = new PublicVisitor(host, "en");
        var receipt = await visitor.SendAsync(await visitor.FilledAsync());
        var keys = PublicVisitor.KeysOf(receipt);
        var id = (await hub.Use<FindTrackedCase>().ExecuteAsync(Actor.Public, new(keys.Number, keys.Code))).Value.CaseId!.Value;
        await hub.Use<AddNote>().ExecuteAsync(handler, new(id, "A difficult one."));
        await hub.Use<AssignCase>().ExecuteAsync(handler, new(id, secret, null, "Too hard for us."));
        await hub.Use<AssignCase>().ExecuteAsync(await hub.SupervisorAsync("Sun Yan"), new(id, hub.FirstDepartment, null, "Not theirs."));
        await hub.Use<EditCase>().ExecuteAsync(handler, new(id, nameof(Case.Severity), nameof(Severity.Major), (await hub.CaseAsync(id)).Version));
        await hub.Use<AskCustomer>().ExecuteAsync(handler, new(id, "Which model?", null));
        var page = await visitor.TrackAsync(keys);
        var chinese = await new PublicVisitor(host, "zh").TrackAsync(keys);

        Assert.Contains("Step by step", receipt.Page.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
        var changes = page.Page.QuerySelector("details.changes")!.TextContent;
        Assert.Contains("We corrected what kind of case this is, or how serious.", changes, StringComparison.Ordinal);
        Assert.Contains("We asked you something. Until you answer, the time stands still.", changes, StringComparison.Ordinal);
        Assert.Contains("Your answer is awaited since", page.Text, StringComparison.Ordinal);
        Assert.Contains("起等待您的回复，在您回复之前暂停计时。", chinese.Text, StringComparison.Ordinal);
        Assert.Contains("承诺时间的变化", chinese.Text, StringComparison.Ordinal);
        foreach (var said in (string[])["Secret Service", "机密处", "A difficult one.", "Too hard for us.", "Not theirs.", "Sun Yan", "Major complaint", "重大投诉"])
        {
            Assert.DoesNotContain(said, page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(said, chinese.Body, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Lin Hua", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("Customer care", changes, StringComparison.Ordinal);
    }

    private static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    private static async Task<(TrackedCase One, PromiseStory Story, PublicTime Time)> SeenAsync(HubFixture hub, long caseId)
    {
        var one = (await hub.Use<ReadTrackedCase>().ExecuteAsync(Actor.Customer(caseId, "Wang Min"), new(caseId))).Value;
        var texts = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<PublicTexts>>();
        return (one, new PromiseStory(texts, new CountedWords(texts)), new PublicTime(texts, PublicClock.In(null, one.Terms.Calendar.Zone, hub.Database.Now)));
    }
}
