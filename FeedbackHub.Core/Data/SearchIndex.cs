using FeedbackHub.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data;

/// <summary>
/// The words of each case (record, messages), kept in the transaction of the change. Its own number is not
/// among them: that is looked up as a number, and as a word its year would be found in every case.
/// </summary>
internal static class SearchIndex
{
    private const int AtOnce = 500;

    private static readonly HashSet<string> Indexed =
    [
        nameof(Case.Subject), nameof(Case.CustomerName), nameof(Case.CustomerEmail), nameof(Case.CustomerPhone),
        nameof(Case.Representative), nameof(Case.Wanted), nameof(Case.Place), nameof(Case.Product), nameof(Case.Concerns), nameof(Case.Decision), nameof(Case.Redress),
    ];

    public static async Task BringInLineAsync(HubContext db, Settlement settlement, IEnumerable<Case> cases, List<TrackedChange> changes, CancellationToken cancel)
    {
        foreach (var one in cases)
        {
            var concerned = one.Version == 1 || changes.Any(c =>
                (c.Entity is Message m && m.CaseId == one.Id) || (ReferenceEquals(c.Entity, one) && c.Fields.Any(f => Indexed.Contains(f.Name))));
            if (concerned)
            {
                settlement.Index(one.Id, await WordsAsync(db, one, one.Version == 1, cancel), one.Version == 1);
            }
        }
    }

    /// <summary>Brings the index to the present edition of <see cref="SearchWords"/>. Goes on where it was stopped; does nothing where it is there.</summary>
    public static async Task RenewAsync(HubDatabase database, CancellationToken cancel)
    {
        var place = $"words-{SearchWords.Edition}";
        while (await database.ReadAsync(db => db.Counters.Where(c => c.Name == place).Select(c => c.Value).SingleOrDefaultAsync(cancel), cancel) is var done and < long.MaxValue)
        {
            await database.WritePersonalAsync(
                async db =>
                {
                    var cases = await db.Cases.AsNoTracking().Where(c => c.Id > done).OrderBy(c => c.Id).Take(AtOnce).ToListAsync(cancel);
                    foreach (var one in cases)
                    {
                        await db.Dialect.KeepWordsAsync(db, one.Id, await WordsAsync(db, one, isNew: false, cancel), isNew: false, cancel);
                    }

                    var now = cases.Count < AtOnce ? long.MaxValue : cases[^1].Id;
                    await db.Database.ExecuteSqlAsync(
                        $"""INSERT INTO "Counters" ("Name", "Value") VALUES ({place}, {now}) ON CONFLICT ("Name") DO UPDATE SET "Value" = excluded."Value" """, cancel);
                },
                cancel);
        }
    }

    private static async Task<IReadOnlyCollection<string>> WordsAsync(HubContext db, Case one, bool isNew, CancellationToken cancel)
    {
        var messages = isNew
            ? db.Messages.Local.Where(m => m.CaseId == one.Id).Select(m => m.Text).ToList()
            : await db.Messages.Where(m => m.CaseId == one.Id).OrderBy(m => m.Id).Select(m => m.Text).ToListAsync(cancel);
        string[] record =
        [
            one.Subject, one.CustomerName, one.CustomerEmail, one.CustomerPhone, Digits(one.CustomerPhone),
            one.Representative, one.Wanted, one.Place, one.Product, one.Concerns, one.Decision, one.Redress, one.Description,
        ];
        return SearchWords.ForIndex(record.Concat(messages));
    }

    /// <summary>A telephone number is looked for in one go, however it was written.</summary>
    private static string Digits(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));
}
