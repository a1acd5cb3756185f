using System.Globalization;
using FeedbackHub.App.Promises;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace FeedbackHub.Tests.Promises;

public sealed class PromiseLabelTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    private readonly IStringLocalizer<PromiseTexts> texts = new StringLocalizer<PromiseTexts>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    public void Dispose() => CultureInfo.CurrentUICulture = before;

    // Monday 2026-11-23, a working day 08:30-12:00 and 13:30-17:30 in Shanghai.
    [Theory]
    [InlineData("11:42", "2026-11-23T12:20", PromiseTone.Soon, "in 38 min", "reply · 12:20", "38 分钟后", "答复 · 12:20")]
    [InlineData("11:45", "2026-11-23T13:40", PromiseTone.Soon, "in 1 h 55 min", "reply · 13:40", "1 小时 55 分后", "答复 · 13:40")]
    [InlineData("11:42", "2026-11-23T10:30", PromiseTone.Late, "1 h 12 min over", "reply · was 10:30", "已超 1 小时 12 分", "答复 · 原定 10:30")]
    [InlineData("09:00", "2026-11-24T09:30", PromiseTone.Calm, "Tue 09:30", "reply", "周二 09:30", "答复")]
    [InlineData("17:20", "2026-11-24T08:45", PromiseTone.Soon, "Tue 08:45", "reply", "周二 08:45", "答复")]
    [InlineData("09:00", "2026-12-03T09:30", PromiseTone.Calm, "3 Dec 09:30", "reply", "12月3日 09:30", "答复")]
    [InlineData("09:00", "2026-11-20T16:00", PromiseTone.Late, "2 days 17 h over", "reply · was Fri 16:00", "已超 2 天 17 小时", "答复 · 原定 周五 16:00")]
    [InlineData("09:00", "2026-11-22T09:00", PromiseTone.Late, "1 day over", "reply · was Sun 09:00", "已超 1 天", "答复 · 原定 周日 09:00")]
    [InlineData("09:00:30", "2026-11-23T09:00", PromiseTone.Late, "1 min over", "reply · was 09:00", "已超 1 分钟", "答复 · 原定 09:00")]
    [InlineData("09:00:00", "2026-11-23T09:00", PromiseTone.Soon, "in 1 min", "reply · 09:00", "1 分钟后", "答复 · 09:00")]
    [InlineData("08:30", "2026-11-23T10:30", PromiseTone.Soon, "in 2 h", "reply · 10:30", "2 小时后", "答复 · 10:30")]
    [InlineData("08:30", "2026-11-23T10:31", PromiseTone.Calm, "in 2 h 1 min", "reply · 10:31", "2 小时 1 分后", "答复 · 10:31")]
    public void A_running_promise_says_how_long_it_has_or_how_late_it_is(
        string now, string due, PromiseTone tone, string english, string under, string chinese, string underChinese)
    {
        var promise = new PromiseFigures(PromiseKind.Reply, At(due), null, null);
        var at = At($"2026-11-23T{now}");

        var (en, zh) = (Label(promise, at, "en"), Label(promise, at, "zh-Hans"));

        Assert.Equal((tone, english, under), (en.Tone, en.Text, en.Detail));
        Assert.Equal((tone, chinese, underChinese), (zh.Tone, zh.Text, zh.Detail));
    }

    [Fact]
    public void A_paused_promise_says_the_working_time_left()
    {
        var label = Label(new PromiseFigures(null, null, Duration.FromMinutes(5 * 60 + 40), null), At("2026-11-23T09:00"), "en");
        Assert.Equal((PromiseTone.Paused, "paused", "5 h 40 min left"), (label.Tone, label.Text, label.Detail));

        var late = Label(new PromiseFigures(null, null, Duration.FromHours(-30), null), At("2026-11-23T09:00"), "zh-Hans");
        Assert.Equal((PromiseTone.Paused, "暂停", "暂停时已超 30 小时"), (late.Tone, late.Text, late.Detail));
    }

    [Fact]
    public void A_settled_promise_says_whether_it_was_kept()
    {
        var (due, now) = (At("2026-11-23T12:00"), At("2026-11-23T17:00"));
        var kept = Label(new PromiseFigures(PromiseKind.Resolve, due, null, true, At("2026-11-23T10:00")), now, "en");
        var broken = Label(new PromiseFigures(PromiseKind.Resolve, due, null, false, At("2026-11-23T12:30")), now, "en");
        var unknown = Label(new PromiseFigures(PromiseKind.Resolve, null, null, true), now, "en");
        var none = Label(new PromiseFigures(null, null, null, null), now, "en");

        Assert.Equal((PromiseTone.Kept, "kept", "2 h early"), (kept.Tone, kept.Text, kept.Detail));
        Assert.Equal((PromiseTone.Broken, "not in time", "30 min late"), (broken.Tone, broken.Text, broken.Detail));
        Assert.Equal((PromiseTone.Kept, "kept", "resolve"), (unknown.Tone, unknown.Text, unknown.Detail));
        Assert.Equal((PromiseTone.None, "—", ""), (none.Tone, none.Text, none.Detail));
    }

    [Fact]
    public void The_whole_date_and_the_zone_are_there_for_whoever_asks()
    {
        var promise = new PromiseFigures(PromiseKind.Reply, At("2026-11-24T09:30"), null, null);
        Assert.Equal("Promised: reply by Tuesday 24 November 2026, 09:30 (Asia/Shanghai)", Label(promise, At("2026-11-23T09:00"), "en").Title);
        Assert.Equal("承诺：2026年11月24日 星期二 09:30 前答复（Asia/Shanghai）", Label(promise, At("2026-11-23T09:00"), "zh-Hans").Title);
    }

    private static Instant At(string local) => LocalDateTimePattern.CreateWithInvariantCulture(local.Length > 16 ? "uuuu-MM-ddTHH:mm:ss" : "uuuu-MM-ddTHH:mm")
        .Parse(local).Value.InZoneStrictly(BusinessCalendar.Default.Zone).ToInstant();

    private PromiseLabel Label(PromiseFigures promise, Instant now, string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return PromiseLabel.Of(promise, now, BusinessCalendar.Default, texts);
    }
}
