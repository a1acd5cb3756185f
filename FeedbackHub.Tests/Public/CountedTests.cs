using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FeedbackHub.App.Public;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Public;

public sealed partial class CountedTests
{
    private static readonly PromiseTerms Usual = new(BusinessCalendar.Default, PromisePolicy.Default.For(CaseKind.Complaint, Severity.General));

    [Fact]
    public void Targets_hours_and_the_next_closed_days_are_said_as_they_really_count()
    {
        var said = Say(Languages.English, Usual, Instant.FromUtc(2026, 9, 21, 1, 0));

        Assert.Equal(
            [
                "You get a first answer within 2 working days: a person tells you what we have found out, or what happens next.",
                "You get the final answer within 7 working days: what was decided, and what we do about it.",
                "Within 1 working hour we confirm that it has reached the people who deal with it.",
                "All of this counts from the moment your message reaches us, and only while we work: Mon – Fri 08:30–12:00 and 13:30–17:30 (time of Asia/Shanghai).",
                "Weekends when we are closed and public holidays do not count. Next we are closed: 25 September – 27 September; 1 October – 7 October.",
                "On these days we have other hours than usual, and they do count: 10 October.",
                "Between answers and as long as it is not solved, you hear from us at least every 5 working days.",
                "If we have to ask you something, the time for both answers stands still until you write back.",
            ],
            said);
    }

    [Fact]
    public void In_chinese_it_is_said_as_a_colleague_there_would()
    {
        var said = Say(Languages.Chinese, Usual, Instant.FromUtc(2026, 11, 23, 1, 0));

        Assert.StartsWith("我们会在 2 个工作日内给您首次答复", said[0], StringComparison.Ordinal);
        Assert.Contains("周一至周五 08:30–12:00、13:30–17:30（Asia/Shanghai 时间）", said[3], StringComparison.Ordinal);
        Assert.Equal("休息日和法定节假日不计入。", said[4]);
        Assert.Equal("在问题解决之前，我们至少每 5 个工作日向您告知一次进展。", said[5]);
        Assert.Equal(7, said.Count);
    }

    [Fact]
    public void Days_of_unequal_length_are_counted_in_hours()
    {
        IReadOnlyList<OpenWindow> full = [new(540, 1020)], half = [new(540, 720)];
        var calendar = ((CalendarReading.Accepted)BusinessCalendar.Create(
            DateTimeZoneProviders.Tzdb["Europe/Berlin"],
            new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenWindow>> { [IsoDayOfWeek.Monday] = full, [IsoDayOfWeek.Tuesday] = full, [IsoDayOfWeek.Saturday] = half },
            new Dictionary<LocalDate, string?>(), new Dictionary<LocalDate, WorkingDay>())).Calendar;

        var said = Say(Languages.English, Usual with { Calendar = calendar }, Instant.FromUtc(2026, 9, 21, 1, 0));

        Assert.Contains("within 15 working hours:", said[0], StringComparison.Ordinal);
        Assert.Contains("within 52 working hours and 30 minutes:", said[1], StringComparison.Ordinal);
        Assert.Contains("Mon – Tue 09:00–17:00; Sat 09:00–12:00 (time of Europe/Berlin)", said[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_asked_on_the_first_page_the_receipt_and_the_page_of_the_case_without_a_script()
    {
        await using var host = await HubHostFixture.StartAsync();
        using var client = host.Client();
        var receipt = await host.Hub.FileAsync(f => f with { Kind = CaseKind.Suggestion });
        var filed = host.Services.GetRequiredService<Receipts>().AddressOf(receipt, HubFixture.Filing());

        var home = await AnswerAsync("/");
        var paper = await AnswerAsync(filed);
        using var opened = await client.GetAsync(PublicPaths.TrackLink(receipt.Number, receipt.Code));
        var track = await AnswerAsync(PublicPaths.TrackCase);

        Assert.Contains("first answer within 2 working days", home, StringComparison.Ordinal);
        Assert.Contains("first answer within 5 working days", paper, StringComparison.Ordinal);
        Assert.Contains("final answer within 15 working days", track, StringComparison.Ordinal);

        async Task<string> AnswerAsync(string address) =>
            WebUtility.HtmlDecode(Details().Match(await client.GetStringAsync(address)).Groups["answer"].Value);
    }

    private static IReadOnlyList<string> Say(string language, PromiseTerms terms, Instant now)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var texts = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<PublicTexts>>();
        return new CountedWords(texts).Of(terms, now);
    }

    [GeneratedRegex("<summary>How is this counted[?]</summary>(?<answer>.*?)</details>", RegexOptions.Singleline)]
    private static partial Regex Details();
}
