using FeedbackHub.Core.Data;
using FeedbackHub.Core.Data.Sqlite;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FeedbackHub.Tests.Data;

[Trait("Database", "Sqlite")]
public class SqliteWriterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_connection_stays_open_from_one_change_to_the_next()
    {
        await using var hub = await HubFixture.StartAsync();
        using var writer = new SqliteWriter(hub.Storage);
        await using var first = writer.CreateDbContext();
        var connection = first.Database.GetDbConnection();
        await first.DisposeAsync();
        await using var second = writer.CreateDbContext();
        Assert.Same(connection, second.Database.GetDbConnection());
    }

    [Fact]
    public async Task One_that_a_fault_has_left_within_a_transaction_is_opened_anew_and_others_may_write()
    {
        await using var hub = await HubFixture.StartAsync();
        using var writer = new SqliteWriter(hub.Storage);
        await using (var db = writer.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("BEGIN IMMEDIATE", Cancel);
        }

        await using var again = writer.CreateDbContext();
        Assert.Equal(1, await again.Departments.CountAsync(Cancel));
        Assert.StartsWith("FH-", (await hub.FileAsync()).Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prepared_statement_runs_with_the_values_of_this_time_even_while_it_is_being_read()
    {
        await using var hub = await HubFixture.StartAsync();
        var (first, second) = (await hub.FileAsync(), await hub.FileAsync());
        using var writer = new SqliteWriter(hub.Storage);
        await using var db = writer.CreateDbContext();
        Task<string> NumberAsync(long id) => db.Cases.Where(c => c.Id == id).Select(c => c.Number).SingleAsync(Cancel);
        var ids = new List<long> { first.CaseId, second.CaseId };
        Assert.Equal(first.Number, await NumberAsync(ids[0]));
        Assert.Equal(second.Number, await NumberAsync(ids[1]));

        var least = 0L;
        await foreach (var id in db.Cases.Where(c => c.Id > least).OrderBy(c => c.Id).Select(c => c.Id).AsAsyncEnumerable().WithCancellation(Cancel))
        {
            least = id;
            Assert.Equal(ids.Where(i => i > id), await db.Cases.Where(c => c.Id > least).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(Cancel));
        }

        Assert.Equal(second.CaseId, least);
    }

    [Fact]
    public async Task A_new_row_that_is_refused_is_named_as_EF_Core_names_it_and_what_others_wrote_stays()
    {
        await using var hub = await HubFixture.StartAsync();
        using var writer = new SqliteWriter(hub.Storage);
        await using (var db = writer.CreateDbContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            db.Counters.Add(new Counter { Name = "kept", Value = 1 });
            Assert.Equal(1, await db.SaveChangesAsync(Cancel));
            db.ChangeTracker.Clear();
            db.Counters.Add(new Counter { Name = "kept", Value = 2 });
            var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
            Assert.Equal("A row of Counter was not inserted.", refused.Message);
            Assert.IsType<Counter>(Assert.Single(refused.Entries).Entity);
            db.ChangeTracker.Clear();
            await transaction.CommitAsync(Cancel);
        }

        Assert.Equal(1, await hub.ReadAsync(db => db.Counters.Where(c => c.Name == "kept").Select(c => c.Value).SingleAsync(Cancel)));
    }
}
