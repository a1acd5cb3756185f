using Microsoft.Data.Sqlite;

namespace FeedbackHub.Core.Data.Sqlite;

/// <summary>
/// The writer's connection: its statements stay prepared. SQLite compiles a new command each time, with all indexes and triggers
/// of its table; for the dozen statements of a change that took as long as running them. Used by one writer at a time.
/// </summary>
internal sealed class WriterConnection(string connectionString) : SqliteConnection(connectionString)
{
    private const int Most = 200;
    private readonly Dictionary<string, Kept> kept = [];

    /// <summary>The command of a text, its parameters as they were used last; one that ends with its use where that is being read.</summary>
    public SqliteCommand Command(string text)
    {
        if (!kept.TryGetValue(text, out var command) && kept.Count < Most)
        {
            kept.Add(text, command = new Kept { CommandText = text, Connection = this });
        }

        return command is { InUse: false } ? command.Take() : new SqliteCommand(text, this);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        foreach (var command in kept.Values)
        {
            command.End();
        }

        kept.Clear();
        base.Dispose(disposing);
    }

    private sealed class Kept : SqliteCommand
    {
        private bool over;

        public bool InUse { get; private set; }

        public Kept Take()
        {
            InUse = true;
            return this;
        }

        /// <summary>Ends it for good.</summary>
        public void End()
        {
            over = true;
            Dispose();
        }

        /// <summary>Whoever has executed it gives it back.</summary>
        protected override void Dispose(bool disposing)
        {
            InUse = false;
            if (over)
            {
                base.Dispose(disposing);
            }
        }
    }
}
