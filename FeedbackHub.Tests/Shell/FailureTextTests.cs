using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FeedbackHub.App.Admin;
using FeedbackHub.App.Promises;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace FeedbackHub.Tests.Shell;

public sealed partial class FailureTextTests
{
    private static readonly string[] Both = ["en", "zh-Hans"];

    [Fact]
    public void Every_failure_of_the_core_has_words_in_both_languages()
    {
        var keys = typeof(Failure).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Failure))).Select(t => $"Failure_{t.Name}")
            .Concat(Nested(typeof(CalendarProblem)).Select(n => $"Calendar_{n}"))
            .Concat(Nested(typeof(PolicyProblem)).Select(n => $"Table_{n}"));
        Assert.Empty(Missing<FailureTexts>(keys));
    }

    [Fact]
    public void Every_problem_that_the_core_names_has_words_in_both_languages()
    {
        var codes = Directory.EnumerateFiles(Path.Combine(Root(), "FeedbackHub.Core"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Named().Matches(File.ReadAllText(f)).Select(m => m.Groups["code"].Value)).Distinct().ToList();

        Assert.Contains("PasswordTooShort", codes);
        Assert.Contains("TooLong", codes);
        Assert.Empty(Missing<FailureTexts>(codes.Select(c => $"Problem_{c}")));
    }

    [Fact]
    public void Everything_the_audit_names_has_words_in_both_languages() =>
        Assert.Empty(Missing<AdminTexts>(Enum.GetNames<JournalKind>().Select(k => $"Kind_{k}").Concat(Enum.GetNames<Core.Access.ActorKind>().Select(k => $"Hand_{k}"))));

    [Theory]
    [InlineData("1 h 30 min", TargetUnit.WorkingMinutes, 90)]
    [InlineData("90 min", TargetUnit.WorkingMinutes, 90)]
    [InlineData("7：30", TargetUnit.WorkingMinutes, 450)]
    [InlineData("1小时30分", TargetUnit.WorkingMinutes, 90)]
    [InlineData("15 小时", TargetUnit.WorkingMinutes, 900)]
    [InlineData("5 working days", TargetUnit.WorkingDays, 5)]
    [InlineData("1 wd", TargetUnit.WorkingDays, 1)]
    [InlineData("5个工作日", TargetUnit.WorkingDays, 5)]
    [InlineData("60 days", TargetUnit.Days, 60)]
    [InlineData("60 天", TargetUnit.Days, 60)]
    [InlineData("24 h by the clock", TargetUnit.Minutes, 1440)]
    [InlineData("24小时（不分昼夜）", TargetUnit.Minutes, 1440)]
    public void A_length_is_read_as_people_write_it(string text, TargetUnit unit, int amount) =>
        Assert.Equal(new PromiseTarget(unit, amount), TargetLength.Parse(text));

    [Theory]
    [InlineData("90")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("5 working")]
    public void What_could_be_any_length_or_none_is_not_read(string text) => Assert.Null(TargetLength.Parse(text));

    [Fact]
    public void What_a_target_is_called_is_read_as_that_target()
    {
        PromiseTarget[] targets = [.. from unit in Enum.GetValues<TargetUnit>() from amount in new[] { 1, 2, 59, 60, 90, 366 } select new PromiseTarget(unit, amount)];
        var texts = new ServiceCollection().AddLogging().AddLocalization().AddTransient<TargetWords>().BuildServiceProvider().GetRequiredService<TargetWords>();
        var before = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var language in Languages.All)
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                Assert.Equal(targets.Select(t => (PromiseTarget?)t), targets.Select(t => TargetLength.Parse(texts.Of(t))));
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_calendar_typed_with_full_width_signs_is_read_and_a_wrong_line_is_named_at_its_day()
    {
        var form = CalendarForm.Of(CalendarDocument.Of(BusinessCalendar.Default));
        form.Weekly[0] = "08：30－12：00，13:30 – 17:30";
        form.Weekly[1] = "half past eight";
        form.Holidays.Add(new() { Date = "" });
        form.Holidays.Add(new() { Date = "2026-13-01", Name = "?" });

        var problems = ((CalendarReading.Rejected)form.ToDocument().Read()).Problems;

        Assert.Equal(["08:30-12:00", "13:30-17:30"], form.ToDocument().Weekly["monday"]);
        Assert.Null(CalendarForm.OfDay(problems, 0));
        Assert.IsType<CalendarProblem.NotAWindow>(CalendarForm.OfDay(problems, 1));
        Assert.IsType<CalendarProblem.NotADate>(CalendarForm.OfRow(problems, "holidays", form.Holidays, form.Holidays[^1]));
    }

    private static List<string> Missing<TTexts>(IEnumerable<string> keys)
    {
        var texts = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<TTexts>>();
        var own = keys.ToList();
        var missing = new List<string>();
        foreach (var language in Both)
        {
            CultureInfo.CurrentUICulture = new CultureInfo(language);
            var known = texts.GetAllStrings(includeParentCultures: language == "en").Select(t => t.Name).ToHashSet();
            missing.AddRange(own.Where(k => !known.Contains(k)).Select(k => $"{language}: {k}"));
        }

        return missing;
    }

    private static IEnumerable<string> Nested(Type type) => type.GetNestedTypes().Where(t => t.IsSubclassOf(type)).Select(t => t.Name);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    /// <summary>The second argument of a problem, or of an invalid request, is its code.</summary>
    [GeneratedRegex("""(?:FieldProblem|Invalid)\((?:nameof\([^)]*\)|\$?"[^"]*"|[A-Za-z_.]+), *"(?<code>[A-Z][A-Za-z]+)["]""")]
    private static partial Regex Named();
}
