using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FeedbackHub.App.Admin;
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
    [InlineData("1 h 30 min", 90)]
    [InlineData("90 min", 90)]
    [InlineData("7:30", 450)]
    [InlineData("7：30", 450)]
    [InlineData("1小时30分", 90)]
    [InlineData("15 小时", 900)]
    [InlineData("90", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void A_length_is_read_as_people_write_it(string text, int? minutes) => Assert.Equal(minutes, WorkingLength.Parse(text));

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
