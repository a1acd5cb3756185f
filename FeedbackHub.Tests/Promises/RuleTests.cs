using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace FeedbackHub.Tests.Promises;

/// <summary>Which rule fits, why the others do not, which can never, and what became of them from one version to the next.</summary>
public class RuleTests
{
    private static readonly PromiseTargets Soon = new(PromiseTarget.WorkingMinutes(30), PromiseTarget.WorkingDays(1), PromiseTarget.WorkingDays(2));

    private static readonly Gen<PromiseRule> AnyRule =
        from kinds in Some(Gen.Elements(Enum.GetValues<CaseKind>()))
        from severity in Gen.Elements<Severity?>(null, Severity.General, Severity.Major)
        from safety in Gen.Elements<bool?>(null, null, true, false)
        from channels in Some(Gen.Elements(Enum.GetValues<Channel>()))
        from categories in Some(Gen.Elements(1L, 2, 3))
        from departments in Some(Gen.Elements(1L, 2))
        select new PromiseRule(Rules.Name, Soon) { Kinds = kinds, Severity = severity, Safety = safety, Channels = channels, Categories = categories, Departments = departments };

    private static readonly Gen<CaseTraits> AnyCase =
        from kind in Gen.Elements(Enum.GetValues<CaseKind>())
        from severity in Gen.Elements(Enum.GetValues<Severity>())
        from safety in Gen.Elements(true, false)
        from channel in Gen.Elements(Enum.GetValues<Channel>())
        from path in Gen.Elements("", "/1/", "/1/2/", "/3/")
        from department in Gen.Elements(1L, 2, 3)
        select new CaseTraits(kind, severity) { Safety = safety, Channel = channel, CategoryPath = path, DepartmentId = department };

    [Fact]
    public void Every_condition_of_a_rule_has_a_name_and_a_rule_fits_where_none_of_them_is_unmet()
    {
        // Name, promises and whether it is for all are no conditions.
        Assert.Equal(typeof(PromiseRule).GetProperties().Length - 3, Enum.GetValues<RuleCondition>().Length);
        Law.Holds(
            AnyRule.Zip(AnyCase),
            one =>
            {
                Assert.Equal(one.Item1.Fits(one.Item2), !RuleConditions.Unmet(one.Item1, one.Item2).Any());
                Assert.Equal(one.Item1.IsForAll, !RuleConditions.Of(one.Item1).Any());
            },
            1000);
    }

    [Fact]
    public void A_rule_whose_cases_are_all_taken_before_it_is_never_reached()
    {
        PromiseRule rule = new(Rules.Name, Soon), last = new(Rules.Name, Soon);
        var complaints = rule with { Kinds = [CaseKind.Complaint] };

        Assert.Equal([0], Takers(complaints, complaints with { Safety = true }, last));
        Assert.Empty(Takers(complaints with { Safety = true }, complaints, last));
        Assert.Equal([0], Takers(rule with { Categories = [1] }, complaints with { Categories = [2] }, last));
        Assert.Empty(Takers(rule with { Categories = [2] }, complaints with { Categories = [1] }, last));
        Assert.Empty(Takers(rule with { Departments = [1] }, rule with { Departments = [1, 2] }, last));

        // Together they take what neither takes alone.
        var split = RuleReach.Unreached([complaints with { Severity = Severity.General }, complaints with { Severity = Severity.Major }, complaints, last], PathOf);
        Assert.Equal([0, 1], Assert.Single(split).Value);
        Assert.Equal(2, Assert.Single(split).Key);

        static IReadOnlyList<int> Takers(params PromiseRule[] rules) => RuleReach.Unreached(rules, PathOf).GetValueOrDefault(1, []);
    }

    [Fact]
    public void No_case_ever_gets_a_rule_that_is_pointed_out_and_the_last_one_never_is()
    {
        var pointedOut = 0;
        Law.Holds(
            AnyRule.ListOf(6).Zip(AnyCase),
            one =>
            {
                PromiseRule[] rules = [.. one.Item1, new PromiseRule(Rules.Name, Soon)];
                var unreached = RuleReach.Unreached(rules, PathOf);
                pointedOut += unreached.Count;
                Assert.DoesNotContain(Array.FindIndex(rules, rule => rule.Fits(one.Item2)), unreached.Keys);
                Assert.DoesNotContain(rules.Length - 1, unreached.Keys);
            },
            1000);
        Assert.True(pointedOut > 5, $"Only {pointedOut}.");
        Assert.Empty(RuleReach.Unreached(PromisePolicy.Default.Document.Rules, PathOf));
    }

    [Fact]
    public void What_changed_from_one_version_to_the_next_is_told_rule_by_rule()
    {
        PromiseRule a = new(new Bilingual("A", "甲"), Soon), b = new(new Bilingual("B", "乙"), Soon) { Kinds = [CaseKind.Complaint] }, c = new(new Bilingual("C", "丙"), Soon);
        var quicker = b with { Promises = b.Promises with { Reply = PromiseTarget.WorkingMinutes(60), Final = PromiseTarget.Days(60) } };
        var asked = a with { Severity = Severity.Major };

        Assert.Empty(RuleChange.Between(new([a, b]), new([a, b with { Kinds = [CaseKind.Complaint] }])));
        Assert.Equal(
            [
                new RuleChange.Target(quicker, PromiseKind.Reply, PromiseTarget.WorkingDays(1), PromiseTarget.WorkingMinutes(60)),
                new RuleChange.Target(quicker, PromiseKind.Final, null, PromiseTarget.Days(60)),
                new RuleChange.Conditions(asked, a),
                new RuleChange.Moved(asked),
            ],
            RuleChange.Between(new([a, b]), new([quicker, asked])));
        var named = a with { Name = new Bilingual("A2", "甲") };
        Assert.Equal([new RuleChange.Renamed(named, a.Name), new RuleChange.Added(c), new RuleChange.Removed(b)], RuleChange.Between(new([a, b]), new([named, c])));
    }

    /// <summary>2 lies under 1.</summary>
    private static string PathOf(long category) => category == 2 ? "/1/2/" : $"/{category}/";

    private static Gen<IReadOnlyList<T>?> Some<T>(Gen<T> one) =>
        from count in Gen.Choose(0, 4)
        from items in one.ListOf(Math.Max(1, count - 1))
        select count < 2 ? null : (IReadOnlyList<T>?)[.. items.Distinct()];
}
