using System.Text.RegularExpressions;
using FeedbackHub.Core.Demo;
using Xunit;

namespace FeedbackHub.Tests.Demo;

public sealed partial class DemoContentTests
{
    private static readonly DemoContent Content = DemoContent.Load();
    private static readonly DemoOrganisation Company = Content.Company;
    private static readonly IReadOnlyList<DemoStory> Stories = Content.Stories.Stories;
    private static readonly Dictionary<string, DemoCategory> Leaves = Company.Categories.SelectMany(top => top.Children).ToDictionary(leaf => leaf.Key);

    [Fact]
    public void The_company_has_five_departments_and_fifteen_staff_in_all_roles()
    {
        Assert.Equal(5, Company.Departments.Count);
        Assert.Equal(15, Company.Staff.Count);
        Assert.Equal(["Administrator", "Auditor", "Handler", "Leader", "Supervisor"], Company.Staff.SelectMany(s => s.Roles).Distinct().Order());

        var departments = Company.Departments.Select(d => d.Key).ToHashSet();
        Assert.All(Company.Staff, s =>
        {
            Assert.Subset(departments, s.Departments.ToHashSet());
            Assert.Contains(s.Language, Languages);
            Assert.EndsWith("@example.org", s.Email, StringComparison.Ordinal);
        });
        Assert.All(departments, d =>
        {
            Assert.True(Company.Staff.Count(s => s.Roles.Contains("Handler") && s.Departments.Contains(d)) >= 2);
            Assert.Contains(Company.Staff, s => s.Roles.Contains("Supervisor") && s.Departments.Contains(d));
        });
    }

    [Fact]
    public void The_category_tree_has_two_levels_each_leaf_with_a_department_and_words_in_both_languages()
    {
        var departments = Company.Departments.Select(d => d.Key).ToHashSet();
        Assert.Equal(8, Company.Categories.Count);
        Assert.All(Company.Categories, top => Assert.NotEmpty(top.Children));
        Assert.All(Leaves.Values, leaf => Assert.Empty(leaf.Children));
        Assert.All(Company.Categories.Concat(Leaves.Values), c =>
        {
            Assert.Contains(c.Department, departments);
            Assert.All([c.Name.En, c.Name.Zh, c.Question.En, c.Question.Zh], text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.All([c.Name.Zh, c.Question.Zh], text => Assert.Matches(Han(), text));
        });
    }

    [Fact]
    public void No_key_or_address_occurs_twice()
    {
        Unique(Company.Departments.Select(d => d.Key));
        Unique(Company.Staff.Select(s => s.Key));
        Unique(Company.Staff.Select(s => s.Name));
        Unique(Company.Staff.Select(s => s.Email));
        Unique(Company.Categories.Concat(Leaves.Values).Select(c => c.Key));
        Unique(Stories.Select(s => s.Key));
        Unique(Stories.Select(s => s.Subject));
        Unique(Stories.Select(s => s.Description));
        Unique(Customers.Select(c => c.Email).OfType<string>());
        Unique(Customers.Select(c => c.Phone).OfType<string>());
    }

    [Fact]
    public void Stories_are_many_and_mixed_as_in_life()
    {
        Assert.InRange(Stories.Count, 130, 160);
        Assert.InRange(Share(s => s.Language == "zh-Hans"), 0.45, 0.55);
        Assert.InRange(Share(s => s.Kind == "Complaint"), 0.60, 0.70);
        Assert.InRange(Share(s => s.Kind == "Suggestion"), 0.10, 0.20);
        Assert.InRange(Share(s => s.Kind == "Enquiry"), 0.10, 0.20);
        Assert.InRange(Share(s => s.Kind == "Compliment"), 0.03, 0.08);
        Assert.InRange(Share(s => s.Severity == "Major"), 0.03, 0.12);
        Assert.InRange(Share(s => s.Safety), 0.03, 0.12);
        Assert.InRange(Share(s => s.Customer is null), 0.05, 0.20);
        Assert.Contains(Stories, s => s.NotSolvedReason is not null);
        Assert.Contains(Stories, s => s.RefusalReason is not null);
        Assert.Contains(Stories, s => s.WithdrawReason is not null);
        Assert.Subset(Stories.Select(s => s.Category).ToHashSet(), Leaves.Keys.ToHashSet());
    }

    [Fact]
    public void Every_story_uses_known_words_and_has_text()
    {
        Assert.All(Stories, s =>
        {
            Assert.Contains(s.Category, Leaves.Keys);
            Assert.Contains(s.Language, Languages);
            Assert.Contains(s.Kind, (string[])["Complaint", "Suggestion", "Enquiry", "Compliment"]);
            Assert.Contains(s.Channel, (string[])["Web", "SuggestionBox", "Hotline", "Api"]);
            Assert.Contains(s.Severity, (string[])["General", "Major"]);
            Assert.All(s.Texts(), text => Assert.Equal(text.Trim(), text));
            Assert.All(s.Texts(), Assert.NotEmpty);
            Assert.True(s.Subject.Length <= 120, s.Subject);
            if (s.Customer is { } customer)
                Assert.True(customer.Email is not null || customer.Phone is not null, $"{s.Key}: nobody could answer");
        });
    }

    [Fact]
    public void Every_story_has_exactly_one_end() =>
        Assert.All(Stories, s => Assert.Single(new[] { s.Decision, s.RefusalReason, s.WithdrawReason }.OfType<string>()));

    [Fact]
    public void Every_placeholder_can_be_filled()
    {
        var fill = Content.Stories.Fill;
        Assert.All(fill, list => Assert.All(Languages, language =>
        {
            Assert.True(list.Value.For(language).Count >= 7, list.Key);
            Unique(list.Value.For(language));
        }));
        Assert.All(Stories, s =>
        {
            Assert.Contains(DemoContent.Placeholders(s.Subject), fill.ContainsKey);
            Assert.All(s.Texts().SelectMany(DemoContent.Placeholders), name =>
                Assert.True(fill.ContainsKey(name) || DemoContent.CasePlaceholders.Contains(name), $"{s.Key}: {{{name}}}"));
            if (s.Customer is null)
                Assert.DoesNotContain("customer", s.Texts().SelectMany(DemoContent.Placeholders));
        });
    }

    [Fact]
    public void Conversations_are_between_known_parties()
    {
        var staff = Company.Staff.ToDictionary(s => s.Key);
        Assert.All(Stories, s =>
        {
            Assert.True(s.Conversation.Count <= 8, s.Key);
            Assert.All(s.Conversation, entry =>
            {
                Assert.Contains(entry.By, (string[])["staff", "customer", "note"]);
                if (entry.From is not null)
                {
                    Assert.Equal("note", entry.By);
                    Assert.Contains(entry.From, staff.Keys);
                }
            });
        });
    }

    [Fact]
    public void Only_notes_mention_colleagues_and_nobody_mentions_themselves()
    {
        var all = Stories.SelectMany(s => s.Conversation.Select(entry => (Story: s, Entry: entry))).ToList();
        Assert.All(all.Where(x => x.Entry.By != "note"), x => Assert.DoesNotContain('@', x.Entry.Text));

        var mentions = all.Where(x => x.Entry.By == "note" && x.Entry.Text.Contains('@')).ToList();
        Assert.NotEmpty(mentions);
        Assert.All(mentions, x =>
        {
            var named = Company.Staff.Where(s => x.Entry.Text.Contains('@' + s.Name)).ToList();
            var handler = x.Entry.Text.Contains("@{handler}");
            Assert.Equal(x.Entry.Text.Count(c => c == '@'), named.Count + (handler ? 1 : 0));
            Assert.DoesNotContain(named, s => s.Key == x.Entry.From);
            // The handler writes notes without an author; so these must not mention who could be that handler.
            if (x.Entry.From is null)
            {
                Assert.False(handler, x.Story.Key);
                Assert.DoesNotContain(named, s => s.Roles.Contains("Handler") && s.Departments.Contains(Leaves[x.Story.Category].Department));
            }
        });
    }

    [Fact]
    public void A_note_by_somebody_else_leaves_a_handler_for_the_case() =>
        Assert.All(Stories, s => Assert.Contains(Company.Staff, h =>
            h.Roles.Contains("Handler")
            && h.Departments.Contains(Leaves[s.Category].Department)
            && s.Conversation.All(entry => entry.From != h.Key)));

    [Fact]
    public void Chinese_texts_are_punctuated_in_full_width()
    {
        var texts = Stories.Where(s => s.Language == "zh-Hans").SelectMany(s => s.Texts()).ToList();
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.DoesNotMatch(HalfWidthAfterHan(), text));
    }

    [Fact]
    public void Nobody_is_real_phones_and_addresses_are_from_fictional_ranges() =>
        Assert.All(Customers, c =>
        {
            if (c.Email is not null) Assert.EndsWith("@example.org", c.Email, StringComparison.Ordinal);
            if (c.Phone is not null) Assert.Matches(FictionalPhone(), c.Phone);
        });

    private static readonly string[] Languages = ["en", "zh-Hans"];

    private static IEnumerable<DemoCustomer> Customers =>
        Stories.Select(s => s.Customer).OfType<DemoCustomer>().Concat(Content.Stories.Customers.Values.SelectMany(list => list));

    private static double Share(Func<DemoStory, bool> of) => (double)Stories.Count(of) / Stories.Count;

    private static void Unique(IEnumerable<string> values)
    {
        var list = values.ToList();
        Assert.NotEmpty(list);
        Assert.Equal(list.Distinct(StringComparer.OrdinalIgnoreCase), list);
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}[,;:!?()]")]
    private static partial Regex HalfWidthAfterHan();

    [GeneratedRegex(@"^(555-01\d\d|138 0000 01\d\d)$")]
    private static partial Regex FictionalPhone();
}
