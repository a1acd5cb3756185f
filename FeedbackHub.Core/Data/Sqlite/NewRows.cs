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
/// The last step of EF Core's saving: where all rows are new it inserts them by statements made once of the model, instead of
/// composing text, commands and parameters anew for every row. Everything else is saved as ever.
/// </summary>
internal sealed class NewRows(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational) : RelationalDatabase(dependencies, relational)
{
    private const string Annotation = "FeedbackHub:Insert";

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        if (RelationalDependencies.Connection.CurrentTransaction is null || !entries.All(e => e.EntityState == EntityState.Added && InsertOf(e).IsPlain))
        {
            return base.SaveChangesAsync(entries, cancellationToken);
        }

        // Those that others point to come first, for they give them their ids; those of one table in the order of their keys.
        foreach (var entry in entries.OrderBy(e => InsertOf(e).Rank).ThenBy(e => InsertOf(e).KeyOf(e)))
        {
            try
            {
                InsertOf(entry).Write(entry);
            }
            catch (DbException problem)
            {
                throw new DbUpdateException($"A row of {entry.EntityType.DisplayName()} was not inserted.", problem, [entry]);
            }
        }

        return Task.FromResult(entries.Count);
    }

    private static Insert InsertOf(IUpdateEntry entry) => InsertInto(entry.EntityType);

    private static Insert InsertInto(IEntityType type) => type.GetOrAddRuntimeAnnotationValue(Annotation, t => new Insert(t!), type);

    private sealed class Insert
    {
        private readonly (IProperty Property, ValueConverter? Converter)[] columns;
        private readonly IProperty? generated;
        private readonly IProperty? key;
        private readonly string text;

        public Insert(IEntityType type)
        {
            var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            columns = [.. type.GetFlattenedProperties().Select(p => (p, p.GetTypeMapping().Converter))];
            IProperty[] made = [.. columns.Select(c => c.Property).Where(p => p.ValueGenerated != ValueGenerated.Never)];
            generated = made.FirstOrDefault();
            key = type.FindPrimaryKey() is { Properties: [{ } only] } && only.ClrType == typeof(long) ? only : null;
            IsPlain = type.GetTableMappings().Single().Table.Columns.Count() == columns.Length
                && (made.Length == 0 || (made.Length == 1 && generated == key && !type.GetForeignKeys().Any(f => f.PrincipalEntityType == type)));
            Rank = type.GetForeignKeys().Where(f => f.PrincipalEntityType != type).Select(f => InsertInto(f.PrincipalEntityType).Rank + 1).DefaultIfEmpty().Max();
            var names = columns.Select(c => $"\"{c.Property.GetColumnName(table)}\"");
            text = $"""INSERT INTO "{table.Name}" ({string.Join(", ", names)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})""";
        }

        /// <summary>False where the database makes more of a row than its id, several entities share a table, or rows of the table point to one another.</summary>
        public bool IsPlain { get; }

        /// <summary>Higher than that of each table which this one points to.</summary>
        public int Rank { get; }

        /// <summary>The key, where it is a number; new ids come in the order in which the rows were added.</summary>
        public long KeyOf(IUpdateEntry entry) => key is null ? 0 : entry.GetCurrentValue<long>(key);

        public void Write(IUpdateEntry entry)
        {
            var db = (HubContext)entry.Context;
            using var command = SqliteStatements.Command(db, text, columns.Length);
            for (var i = 0; i < columns.Length; i++)
            {
                var (property, converter) = columns[i];
                var value = property == generated && entry.HasTemporaryValue(property) ? null : entry.GetCurrentValue(property);
                command.Parameters[i].Value = (converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
            if (generated is not null && entry.HasTemporaryValue(generated))
            {
                entry.SetStoreGeneratedValue(generated, raw.sqlite3_last_insert_rowid(((SqliteConnection)db.Database.GetDbConnection()).Handle));
            }
        }
    }
}
