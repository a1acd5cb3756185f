using System.Text;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Intake;

public class FileCaseTests
{
    private static readonly Limits Small = new() { Text = 200, Line = 40, Files = 2 };

    public static TheoryData<string, string> Naughty => new()
    {
        { "control characters", new string([.. Enumerable.Range(1, 31).Select(i => (char)i)]) + "after" },
        { "a character of number nought", "before\0after\0" },
        { "right to left", "\u202Etxt.exe \u05D0\u05D1 \u0645\u0631\u062D\u0628\u0627 \u200F\u200E" },
        { "emoji and joiners", "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 e\u0301 \u200B\u200D\uFEFF" },
        { "markup", "<script>alert('x')</script><img src=x onerror=alert(1)> &amp; ]]>" },
        { "formulas", "=HYPERLINK(\"http://example.com\") +1 -1 @SUM(A1) \t\r\n" },
        { "statements", "'; DROP TABLE Cases; -- \" OR \"\" = \" {0} %s $(id) `id`" },
        { "rare Chinese", "𠮷野家的𪚥𪚥 㐀 〇 ＡＢＣ１２３ 退　款" },
        { "fifty thousand characters", string.Concat(Enumerable.Repeat("漏水了！", 12_500)) },
        { "one long word", new string('w', 50_000) },
        { "edges", "  \r\n leading and trailing \r\n  " },
    };

    [Theory]
    [MemberData(nameof(Naughty))]
    public async Task Whatever_is_typed_is_kept_exactly_and_the_case_can_be_listed_read_and_found(string what, string typed)
    {
        await using var hub = await HubFixture.StartAsync();
        var line = typed.Length > 400 ? typed[..400] : typed;
        var receipt = await hub.FileAsync(f => f with { Description = typed, Wanted = typed, Place = line, Product = line, Concerns = line, Name = line, OccurredWhen = line });
        var customer = (await hub.Use<FindTrackedCase>().ExecuteAsync(Actor.Public, new(receipt.Number, receipt.Code))).Value;
        Assert.True((await hub.Use<AddCustomerMessage>().ExecuteAsync(customer, new(receipt.CaseId, typed, "k"))).Succeeded);

        var handler = await hub.HandlerAsync();
        if (TestDatabase.IsPostgres)
        {
            // Its texts cannot hold this one character: the symbol for it is kept.
            (typed, line) = (typed.Replace('\0', '\u2400'), line.Replace('\0', '\u2400'));
        }

        var stored = await hub.CaseAsync(receipt.CaseId);
        Assert.True(typed == stored.Description, what);
        Assert.Equal(typed, stored.Wanted);
        Assert.Equal([line, line, line, line, line], [stored.Place, stored.Product, stored.Concerns, stored.CustomerName, stored.OccurredWhen]);
        var view = (await hub.Use<ReadCase>().ExecuteAsync(handler, new(receipt.CaseId))).Value;
        Assert.Equal(typed, view.Description);
        Assert.Equal(typed, view[nameof(Case.Wanted)]);
        var timeline = (await hub.Use<ReadTimeline>().ExecuteAsync(handler, new(receipt.CaseId))).Value;
        Assert.Equal(typed, timeline.Items[^1].Message!.Text);
        Assert.Equal(typed, (await hub.Use<ReadTrackedCase>().ExecuteAsync(customer, new(receipt.CaseId))).Value.Messages.Single().Text);
        var list = (await hub.Use<Core.Assignment.ListQueue>().ExecuteAsync(handler, new(new() { Words = receipt.Number }))).Value;
        Assert.Equal(receipt.CaseId, Assert.Single(list.Rows).Id);
        Assert.DoesNotContain('\n', list.Rows[0].Subject);
    }

    [Fact]
    public async Task The_same_sent_again_is_the_same_case_with_the_same_receipt()
    {
        await using var hub = await HubFixture.StartAsync();
        var filing = HubFixture.Filing();

        var first = (await hub.Use<FileCase>().ExecuteAsync(Actor.Public, filing)).Value;
        var before = await DatabaseSnapshot.OfAsync(hub);
        var again = (await hub.Use<FileCase>().ExecuteAsync(Actor.Public, filing)).Value;

        Assert.Equal((first.CaseId, first.Number, first.Code, true), (again.CaseId, again.Number, again.Code, again.Repeated));
        Assert.Equal(first.Promises, again.Promises);
        Assert.False(first.Repeated);
        Assert.Empty(DatabaseSnapshot.Differences(before, await DatabaseSnapshot.OfAsync(hub)));
    }

    [Fact]
    public async Task A_person_who_changes_the_text_and_sends_again_files_a_second_case()
    {
        await using var hub = await HubFixture.StartAsync();
        var filing = HubFixture.Filing();
        var first = (await hub.Use<FileCase>().ExecuteAsync(Actor.Public, filing)).Value;
        var second = (await hub.Use<FileCase>().ExecuteAsync(Actor.Public, filing with { Description = "And the lid is broken." })).Value;

        Assert.NotEqual(first.CaseId, second.CaseId);
        Assert.NotEqual(first.Code, second.Code);
        Assert.False(second.Repeated);
    }

    [Fact]
    public async Task A_program_that_uses_a_key_for_something_else_is_told_so()
    {
        await using var hub = await HubFixture.StartAsync();
        var shop = Actor.Program(1, "Shop", ApiScopes.File, []);
        var filing = HubFixture.Filing() with { Channel = Channel.Api };
        var first = (await hub.Use<FileCase>().ExecuteAsync(shop, filing)).Value;

        var repeated = (await hub.Use<FileCase>().ExecuteAsync(shop, filing)).Value;
        var other = await hub.Use<FileCase>().ExecuteAsync(shop, filing with { Description = "Something else." });
        var otherProgram = (await hub.Use<FileCase>().ExecuteAsync(Actor.Program(2, "Kiosk", ApiScopes.File, []), filing)).Value;

        Assert.Equal((first.CaseId, first.Code), (repeated.CaseId, repeated.Code));
        Assert.IsType<KeyUsedForOtherContent>(other.Failure);
        Assert.NotEqual(first.CaseId, otherProgram.CaseId);
    }

    [Fact]
    public async Task Eight_clients_sending_the_same_at_once_make_one_case()
    {
        await using var hub = await HubFixture.StartAsync();
        var filing = HubFixture.Filing();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => (await hub.Use<FileCase>().ExecuteAsync(Actor.Public, filing)).Value)));

        Assert.Single(receipts.Select(r => (r.CaseId, r.Number, r.Code)).Distinct());
        Assert.Single(receipts, r => !r.Repeated);
        Assert.Equal(1, await hub.ReadAsync(db => db.Cases.CountAsync()));
    }

    [Fact]
    public async Task A_key_is_asked_for_because_without_one_two_people_would_share_a_receipt()
    {
        await using var hub = await HubFixture.StartAsync();
        var nameless = HubFixture.Filing() with { Key = " ", Anonymous = true };
        Assert.Equal(new Invalid(nameof(Filed.Key), "KeyMissing"), (await hub.Use<FileCase>().ExecuteAsync(Actor.Public, nameless)).Failure);
    }

    [Fact]
    public async Task Numbers_begin_anew_with_the_year_of_the_companys_zone()
    {
        await using var hub = await HubFixture.StartAsync();
        Assert.Equal("FH-2026-000001", (await hub.FileAsync()).Number);
        Assert.Equal("FH-2026-000002", (await hub.FileAsync()).Number);
        hub.Time.SetUtcNow(new DateTimeOffset(2026, 12, 31, 15, 59, 59, TimeSpan.Zero));
        Assert.Equal("FH-2026-000003", (await hub.FileAsync()).Number);
        hub.Time.SetUtcNow(new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero));
        Assert.Equal("FH-2027-000001", (await hub.FileAsync()).Number);
    }

    [Fact]
    public async Task A_case_goes_to_its_categorys_department_or_that_of_the_one_above_or_the_first_open_one()
    {
        await using var hub = await HubFixture.StartAsync();
        var (repairs, billing) = (await hub.DepartmentAsync("Repairs"), await hub.DepartmentAsync("Billing"));
        var devices = await hub.CategoryAsync("Devices", repairs);
        var kettles = await hub.CategoryAsync("Kettles", parent: devices);
        var lids = await hub.CategoryAsync("Lids", parent: kettles);
        var bills = await hub.CategoryAsync("Bills", billing, devices);
        var loose = await hub.CategoryAsync("Loose");

        Assert.Equal(repairs, await DepartmentOfAsync(devices));
        Assert.Equal(repairs, await DepartmentOfAsync(lids));
        Assert.Equal(billing, await DepartmentOfAsync(bills));
        Assert.Equal(hub.FirstDepartment, await DepartmentOfAsync(loose));
        Assert.Equal(hub.FirstDepartment, await DepartmentOfAsync(null));

        await hub.SaveAsync(change =>
        {
            var closed = change.Db.Departments.Single(d => d.Id == repairs);
            closed.Disabled = true;
            change.Record(JournalKind.DepartmentChanged, closed);
            var gone = change.Db.Categories.Single(c => c.Id == bills);
            gone.Disabled = true;
            change.Record(JournalKind.CategoryChanged, gone);
        });
        Assert.Equal(hub.FirstDepartment, await DepartmentOfAsync(lids));
        foreach (long unknown in new[] { bills, 999L })
        {
            var refused = await hub.Use<FileCase>().ExecuteAsync(Actor.Public, HubFixture.Filing() with { CategoryId = unknown });
            Assert.Equal(new Invalid(nameof(Filed.CategoryId), "CategoryUnknown"), refused.Failure);
        }

        async Task<long> DepartmentOfAsync(long? category) =>
            (await hub.CaseAsync((await hub.FileAsync(f => f with { CategoryId = category })).CaseId)).DepartmentId;
    }

    [Fact]
    public async Task Every_text_is_taken_up_to_its_limit_and_refused_one_above()
    {
        await using var hub = await HubFixture.StartAsync(limits: Small);
        foreach (var (field, limit, with) in Fields())
        {
            var at = await hub.Use<FileCase>().ExecuteAsync(Actor.Public, with(HubFixture.Filing(), new string('1', limit)));
            var above = await hub.Use<FileCase>().ExecuteAsync(Actor.Public, with(HubFixture.Filing(), new string('1', limit + 1)));

            Assert.True(at.Succeeded, $"{field}: {at.Failure}");
            Assert.Equal(new Invalid(field, "TooLong", limit, limit + 1), above.Failure);
        }
    }

    [Fact]
    public async Task Files_are_taken_up_to_their_number_and_must_be_in_the_store()
    {
        await using var hub = await HubFixture.StartAsync(limits: Small);
        var stored = await hub.Get<FileStore>().SaveAsync("photo.jpg", new MemoryStream([1, 2, 3]), 3);
        Assert.NotNull(stored);
        Assert.Null(await hub.Get<FileStore>().SaveAsync("photo.jpg", new MemoryStream([1, 2, 3, 4]), 3));

        var two = await hub.FileAsync(f => f with { Files = [stored, stored] });
        var three = await hub.Use<FileCase>().ExecuteAsync(Actor.Public, HubFixture.Filing() with { Files = [stored, stored, stored] });
        var gone = await hub.Use<FileCase>().ExecuteAsync(Actor.Public, HubFixture.Filing() with { Files = [stored with { Sha256 = new string('a', 64) }] });

        Assert.Equal(2, await hub.ReadAsync(db => db.Attachments.CountAsync(a => a.CaseId == two.CaseId)));
        Assert.Equal(new Invalid(nameof(Filed.Files), "TooManyFiles", 2), three.Failure);
        Assert.Equal(new Invalid(nameof(Filed.Files), "FileGone"), gone.Failure);
    }

    [Fact]
    public async Task The_receipt_tells_by_when_the_customer_hears_what()
    {
        await using var hub = await HubFixture.StartAsync();
        var receipt = await hub.FileAsync();
        Assert.Equal([PromiseKind.Acknowledge, PromiseKind.Reply, PromiseKind.Resolve], receipt.Promises.Select(p => p.Kind));
        Assert.All(receipt.Promises, p => Assert.NotNull(p.DueAt));
        Assert.Equal((await hub.CaseAsync(receipt.CaseId)).Promises.OrderBy(p => p.Kind).Select(p => p.DueAt), receipt.Promises.Select(p => p.DueAt));
    }

    [Fact]
    public async Task The_code_opens_the_case_however_it_is_spelt_and_wrong_ones_answer_alike()
    {
        await using var hub = await HubFixture.StartAsync();
        var receipt = await hub.FileAsync();
        var spellings = new[]
        {
            receipt.Code, receipt.Code.ToLowerInvariant(), receipt.Code.Replace("-", "", StringComparison.Ordinal), receipt.Code.Replace('-', ' '),
            receipt.Code.Replace('0', 'O').Replace('1', 'l'), $"  {receipt.Code.Replace('0', 'o').Replace('1', 'I')}\n",
            new string([.. receipt.Code.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c)]),
        };
        foreach (var spelling in spellings)
        {
            var found = await hub.Use<FindTrackedCase>().ExecuteAsync(Actor.Public, new(receipt.Number.ToLowerInvariant() + " ", spelling));
            Assert.True(found.Succeeded, spelling);
            Assert.Equal(receipt.CaseId, found.Value.CaseId);
        }

        var numbers = new[]
        {
            $" {receipt.Number}\t", receipt.Number.Replace("-", "", StringComparison.Ordinal), receipt.Number.Replace('-', ' '), receipt.Number.Replace('-', '–'),
            new string([.. receipt.Number.Select(c => (char)(c + 0xFEE0))]), receipt.Number.Replace("00000", "", StringComparison.Ordinal),
        };
        foreach (var number in numbers)
        {
            Assert.True((await hub.Use<FindTrackedCase>().ExecuteAsync(Actor.Public, new(number, receipt.Code))).Succeeded, number);
        }

        var wrong = new[] { (receipt.Number, "0000-0000-0000-0000"), ("FH-2026-999999", receipt.Code), (receipt.Number, ""), ("", ""), ("'", receipt.Code) };
        foreach (var (number, code) in wrong)
        {
            Assert.Equal(new NotFound(), (await hub.Use<FindTrackedCase>().ExecuteAsync(Actor.Public, new(number, code))).Failure);
        }
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task The_code_is_nowhere_in_the_database_file()
    {
        await using var hub = await HubFixture.StartAsync();
        var receipt = await hub.FileAsync(f => f with { Place = "Findable place" });
        var customer = (await hub.Use<FindTrackedCase>().ExecuteAsync(Actor.Public, new(receipt.Number, receipt.Code))).Value;
        await hub.Use<AddCustomerMessage>().ExecuteAsync(customer, new(receipt.CaseId, "More", "k"));

        var bytes = new List<byte>();
        foreach (var file in Directory.GetFiles(hub.Storage.Folder, "*.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            bytes.AddRange(copy.ToArray());
        }

        var content = Encoding.Latin1.GetString([.. bytes]);
        Assert.Contains("Findable place", content, StringComparison.Ordinal);
        foreach (var spelling in new[] { receipt.Code, receipt.Code.Replace("-", "", StringComparison.Ordinal) })
        {
            Assert.DoesNotContain(spelling, content, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static IEnumerable<(string Field, int Limit, Func<Filed, string, Filed> With)> Fields() =>
    [
        (nameof(Filed.Subject), Small.Line, (f, t) => f with { Subject = t }),
        (nameof(Filed.Description), Small.Text, (f, t) => f with { Description = t }),
        (nameof(Filed.Wanted), Small.Text, (f, t) => f with { Wanted = t }),
        (nameof(Filed.OccurredWhen), Small.Line, (f, t) => f with { OccurredWhen = t }),
        (nameof(Filed.Place), Small.Line, (f, t) => f with { Place = t }),
        (nameof(Filed.Product), Small.Line, (f, t) => f with { Product = t }),
        (nameof(Filed.Concerns), Small.Line, (f, t) => f with { Concerns = t }),
        (nameof(Filed.Name), Small.Line, (f, t) => f with { Name = t }),
        (nameof(Filed.Phone), Small.Line, (f, t) => f with { Phone = t }),
        (nameof(Filed.Representative), Small.Line, (f, t) => f with { Representative = t }),
        (nameof(Filed.Key), Small.Line, (f, t) => f with { Key = t }),
        (nameof(Filed.Email), Small.Line, (f, t) => f with { Email = $"{t[..^6]}@a.com" }),
    ];
}
