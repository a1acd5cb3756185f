using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace FeedbackHub.Tests.Faults;

/// <summary>
/// A moment in the life of a change at which the process kills itself by SIGKILL: what EF Core, ASP.NET Core and, of each
/// statement, SQLite tell any listener of their own. Runs inside the hub's process.
/// </summary>
internal sealed class KillPoint : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Variable = "FEEDBACKHUB_KILL_AT";
    private const string Ef = "Microsoft.EntityFrameworkCore.Database.";
    private const string Begun = Ef + "Transaction.TransactionStarted";
    private const string Executed = Ef + "Command.CommandExecuted";

    /// <summary>The points by name: the event, and what must be so of it.</summary>
    private static readonly Dictionary<string, (string Event, Func<object?, bool> Fits)> Points = new()
    {
        ["the request was read"] = ("Microsoft.AspNetCore.Routing.EndpointMatched", told => told is HttpContext { Request.Method: "POST" }),
        ["the transaction has begun"] = (Begun, _ => true),
        ["the case is inserted"] = (Executed, told => Inserts(told, "Cases")),
        ["the figures are moved"] = (Executed, told => Inserts(told, "Tallies")),
        ["the words are indexed"] = (Executed, told => Inserts(told, "CaseWords")),
        ["the journal is written"] = (Executed, told => Inserts(told, "Journal")),
        ["another joins the transaction"] = (Ef + "Transaction.CreatedTransactionSavepoint", _ => true),
        ["before the commit"] = (Ef + "Transaction.TransactionCommitting", _ => true),
        ["after the commit, before the answer"] = (Ef + "Transaction.TransactionCommitted", _ => true),
        ["after the answer"] = ("Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop", told => told is HttpContext { Request.Method: "POST", Response.StatusCode: < 400 }),
    };

    private readonly (string Event, Func<object?, bool> Fits) point;
    private int left;

    private KillPoint((string Event, Func<object?, bool> Fits) point, int occurrence) => (this.point, left) = (point, occurrence);

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Points.Keys;

    /// <summary>What a process finds in its environment to die at the n-th time that it comes to a point.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Environment(string name, int occurrence) =>
    [
        new("DOTNET_STARTUP_HOOKS", typeof(KillPoint).Assembly.Location),
        new(Variable, string.Create(CultureInfo.InvariantCulture, $"{name}|{occurrence}")),
    ];

    /// <summary>Begins listening, where the environment says so.</summary>
    public static void LieInWait()
    {
        if (System.Environment.GetEnvironmentVariable(Variable)?.Split('|') is [var name, var occurrence])
        {
            DiagnosticListener.AllListeners.Subscribe(new KillPoint(Points[name], int.Parse(occurrence, CultureInfo.InvariantCulture)));
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is "Microsoft.EntityFrameworkCore" or "Microsoft.AspNetCore")
        {
            // Not what is asked for alone: ASP.NET Core tells the end of those requests only whose beginning somebody wanted.
            value.Subscribe(this, name => name == point.Event || name == Begun || name.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", StringComparison.Ordinal));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: Begun, Value: TransactionEndEventData { Transaction.Connection: SqliteConnection file } })
        {
            // Not every statement comes to SQLite by way of EF Core.
            raw.sqlite3_profile(file.Handle, (_, statement, _) => Come(Executed, statement), null);
        }

        Come(value.Key, value.Value);
    }

    private void Come(string to, object? told)
    {
        if (to == point.Event && point.Fits(told) && Interlocked.Decrement(ref left) == 0)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            while (true)
            {
                // Not one statement more: the signal is under way.
            }
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private static bool Inserts(object? told, string table) =>
        (told is CommandEventData { Command: not SqliteCommand and var command } ? command.CommandText : told as string)
            ?.Contains($"INSERT INTO \"{table}\"", StringComparison.Ordinal) == true;
}
