using System.Data.Common;
using System.Diagnostics;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FeedbackHub.Bench;

/// <summary>A company on a folder and a database of its own: five departments, handlers, a token for programs, and as many cases as one likes.</summary>
internal sealed class Company : IAsyncDisposable
{
    /// <summary>What every handler signs in with.</summary>
    public const string Password = "a password for the bench";

    private readonly DatabaseOptions database;
    private readonly IDisposable folder;
    private ServiceProvider services;

    private Company(Engine engine)
    {
        Engine = engine;
        database = engine.New();
        folder = Leftovers.Keep(() => Directory.Delete(Storage.Folder, true));
        services = Services();
    }

    /// <summary>The kind of its database.</summary>
    public Engine Engine { get; }

    /// <summary>Where it keeps what is no database.</summary>
    public StorageOptions Storage { get; } = new() { Folder = Directory.CreateTempSubdirectory("feedbackhub-bench-").FullName };

    /// <summary>What its programs sign in with: it may file, read and work everywhere.</summary>
    public string Token { get; private set; } = "";

    /// <summary>A handler of the first department.</summary>
    public Actor Handler { get; private set; } = Actor.Public;

    /// <summary>What a hub is started with.</summary>
    public string[] Settings => [$"--Storage:Folder={Storage.Folder}", $"--Database:Provider={database.Provider}", $"--Database:ConnectionString={database.ConnectionString}"];

    /// <summary>What the bare endpoint is started with.</summary>
    public string[] BareSettings => [$"{database.Provider}", Engine.BarePlace(Storage, database)];

    /// <summary>A use case, in this process.</summary>
    public T Use<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A connection past the hub.</summary>
    public DbConnection Open() => Engine.Open(Storage, database);

    /// <summary>What its database takes on the disk, in bytes.</summary>
    public Task<long> SizeAsync() => Engine.SizeAsync(Storage, database);

    /// <summary>The address that the n-th handler signs in with, from 1.</summary>
    public static string EmailOf(int handler) => $"handler{handler}@example.com";

    /// <summary>Founds one. The first handler is a supervisor, too; those after the first twenty are of the first department and have no cases yet.</summary>
    public static async Task<Company> FoundAsync(Engine engine, int cases, int handlers = ManyCases.Handlers, int? open = null)
    {
        var company = new Company(engine);
        await company.Use<DatabaseSetup>().RunAsync();
        for (var d = 2; d <= ManyCases.Departments; d++)
        {
            await company.Use<SaveDepartment>().ExecuteAsync(Actor.System, new(null, new Bilingual($"Department {d}", $"第{d}部门")));
        }

        await company.HireAsync(handlers);
        company.Token = (await company.Use<CreateToken>().ExecuteAsync(Actor.System, new("Bench", ApiScopes.File | ApiScopes.Read | ApiScopes.Work, []))).Value.Token;
        if (cases > 0)
        {
            // Nobody may have the database open meanwhile.
            var now = company.Use<HubDatabase>().Now;
            await company.services.DisposeAsync();
            Console.Write($"  {cases:N0} cases:");
            var clock = Stopwatch.StartNew();
            await engine.FillAsync(company.Storage, company.database, cases, now, open ?? ManyCases.OpenOf(cases));
            Console.WriteLine($", {clock.Elapsed.TotalSeconds:F0} s");
            company.services = company.Services();
        }

        return company;
    }

    private ServiceProvider Services() => new ServiceCollection().AddLogging().AddHubCore(Storage, new Limits(), database: database).BuildServiceProvider();

    private async Task HireAsync(int handlers)
    {
        var password = Use<IPasswordHasher<StaffMember>>().HashPassword(new StaffMember(), Password);
        await Use<HubDatabase>().WriteAsync<Done>(Actor.System, change =>
        {
            for (var h = 0; h < handlers; h++)
            {
                var person = new StaffMember
                {
                    Name = $"Handler {h + 1}",
                    Email = EmailOf(h + 1),
                    NormalizedEmail = EmailOf(h + 1).ToUpperInvariant(),
                    Roles = h == 0 ? Roles.Handler | Roles.Supervisor : Roles.Handler,
                    PasswordHash = password,
                    SecurityStamp = Guid.NewGuid().ToString("N"),
                };
                person.Departments.Add(new StaffDepartment { DepartmentId = h < ManyCases.Handlers ? (h % ManyCases.Departments) + 1 : 1 });
                change.Db.Staff.Add(person);
                change.Record(JournalKind.StaffChanged, person);
            }

            return Task.FromResult<Result<Done>>(new Done());
        });
        var first = await Use<HubDatabase>().ReadAsync(db => db.Staff.MinAsync(s => s.Id));
        Handler = await Use<Actors>().ForStaffAsync(first) ?? throw new InvalidOperationException("The handler just hired is not there.");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Engine.DropAsync(database);
        folder.Dispose();
    }
}
