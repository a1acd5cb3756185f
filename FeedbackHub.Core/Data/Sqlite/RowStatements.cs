using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.EntityFrameworkCore.Update;
using SQLitePCL;

namespace FeedbackHub.Core.Data.Sqlite;

/// <summary>
/// The last step of EF Core's saving: where rows are new or altered it writes them by statements made once of the model, instead of
/// composing text, commands and parameters anew for every row. Everything else is saved as ever.
/// </summary>
internal sealed class RowStatements(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational) : RelationalDatabase(dependencies, relational)
{
    private const string Annotation = "FeedbackHub:Statements";

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        if (RelationalDependencies.Connection.CurrentTransaction is null || !entries.All(e => TableOf(e).Writes(e)))
        {
            return base.SaveChangesAsync(entries, cancellationToken);
        }

        // New rows that others point to come first, for they give them their ids; those of one table in the order of their keys.
        foreach (var entry in entries.OrderBy(e => e.EntityState == EntityState.Added ? 0 : 1).ThenBy(e => TableOf(e).Rank).ThenBy(e => TableOf(e).KeyOf(e)))
        {
            try
            {
                TableOf(entry).Write(entry);
            }
            catch (DbException problem)
            {
                var done = entry.EntityState == EntityState.Added ? "inserted" : "altered";
                throw new DbUpdateException($"A row of {entry.EntityType.DisplayName()} was not {done}.", problem, [entry]);
            }
        }

        return Task.FromResult(entries.Count);
    }

    private static Table TableOf(IUpdateEntry entry) => TableOf(entry.EntityType);

    private static Table TableOf(IEntityType type) => type.GetOrAddRuntimeAnnotationValue(Annotation, t => new Table(t!), type);

    private sealed class Table
    {
        private readonly ConcurrentDictionary<string, string> updates = new();
        private readonly Column[] columns;
        private readonly Column[] by;
        private readonly IProperty? generated;
        private readonly IProperty? key;
        private readonly string name;
        private readonly string insert;
        private readonly bool inserts;
        private readonly bool alters;

        public Table(IEntityType type)
        {
            var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            name = table.Name;
            columns = [.. type.GetFlattenedProperties().Select(p => new Column(p, $"\"{p.GetColumnName(table)}\"", p.GetTypeMapping().Converter))];
            by = [.. columns.Where(c => c.Property.IsPrimaryKey() || c.Property.IsConcurrencyToken)];
            IProperty[] made = [.. columns.Select(c => c.Property).Where(p => p.ValueGenerated != ValueGenerated.Never)];
            generated = made.FirstOrDefault();
            key = type.FindPrimaryKey() is { Properties: [{ } only] } && only.ClrType == typeof(long) ? only : null;
            var whole = type.GetTableMappings().Single().Table.Columns.Count() == columns.Length;
            inserts = whole && (made.Length == 0 || (made.Length == 1 && generated == key && !type.GetForeignKeys().Any(f => f.PrincipalEntityType == type)));
            alters = whole && made.All(p => p.ValueGenerated == ValueGenerated.OnAdd) && !type.GetComplexProperties().Any();
            Rank = type.GetForeignKeys().Where(f => f.PrincipalEntityType != type).Select(f => TableOf(f.PrincipalEntityType).Rank + 1).DefaultIfEmpty().Max();
            insert = $"""INSERT INTO "{name}" ({string.Join(", ", columns.Select(c => c.Name))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})""";
        }

        /// <summary>Higher than that of each table which this one points to.</summary>
        public int Rank { get; }

        /// <summary>
        /// False for a row that is deleted, of whose new row the database makes more than its id, whose table several entities share or
        /// whose rows point to one another, or that now points to a row whose id is not known yet.
        /// </summary>
        public bool Writes(IUpdateEntry entry) => entry.EntityState switch
        {
            EntityState.Added => inserts,
            EntityState.Modified => alters && !columns.Any(c => entry.IsModified(c.Property) && entry.HasTemporaryValue(c.Property)),
            _ => false,
        };

        /// <summary>The key, where it is a number; new ids come in the order in which the rows were added.</summary>
        public long KeyOf(IUpdateEntry entry) => key is null ? 0 : entry.GetCurrentValue<long>(key);

        public void Write(IUpdateEntry entry)
        {
            if (entry.EntityState == EntityState.Added)
            {
                Insert(entry);
            }
            else
            {
                Alter(entry);
            }
        }

        private void Insert(IUpdateEntry entry)
        {
            var db = (HubContext)entry.Context;
            using var command = SqliteStatements.Command(db, insert, columns.Length);
            for (var i = 0; i < columns.Length; i++)
            {
                var property = columns[i].Property;
                command.Parameters[i].Value = columns[i].Stored(property == generated && entry.HasTemporaryValue(property) ? null : entry.GetCurrentValue(property));
            }

            command.ExecuteNonQuery();
            if (generated is not null && entry.HasTemporaryValue(generated))
            {
                entry.SetStoreGeneratedValue(generated, raw.sqlite3_last_insert_rowid(((SqliteConnection)db.Database.GetDbConnection()).Handle));
            }
        }

        /// <summary>By its key, and only as it was where somebody else may have altered it.</summary>
        private void Alter(IUpdateEntry entry)
        {
            Column[] set = [.. columns.Where(c => entry.IsModified(c.Property))];
            if (set.Length == 0)
            {
                return;
            }

            var text = updates.GetOrAdd(string.Join(", ", set.Select(c => c.Name)), _ =>
            {
                var values = set.Concat(by).Select((c, i) => $"{c.Name} = @p{i}").ToList();
                return $"""UPDATE "{name}" SET {string.Join(", ", values.Take(set.Length))} WHERE {string.Join(" AND ", values.Skip(set.Length))}""";
            });
            using var command = SqliteStatements.Command((HubContext)entry.Context, text, set.Length + by.Length);
            for (var i = 0; i < set.Length; i++)
            {
                command.Parameters[i].Value = set[i].Stored(entry.GetCurrentValue(set[i].Property));
            }

            for (var i = 0; i < by.Length; i++)
            {
                command.Parameters[set.Length + i].Value = by[i].Stored(entry.GetOriginalValue(by[i].Property));
            }

            if (command.ExecuteNonQuery() != 1)
            {
                throw new DbUpdateConcurrencyException($"A row of {entry.EntityType.DisplayName()} was altered meanwhile.", [entry]);
            }
        }
    }

    private sealed record Column(IProperty Property, string Name, ValueConverter? Converter)
    {
        /// <summary>A value as it is stored.</summary>
        public object Stored(object? value) => (Converter is null ? value : Converter.ConvertToProvider(value)) ?? DBNull.Value;
    }
}
