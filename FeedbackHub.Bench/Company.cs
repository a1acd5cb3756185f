using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FeedbackHub.Bench;

/// <summary>A company on a folder of its own: five departments, twenty handlers, a token for programs, and as many cases as one likes.</summary>
internal sealed class Company : IAsyncDisposable
{
    private ServiceProvider services;

    private Company(StorageOptions storage)
    {
        Storage = storage;
        services = Services();
    }

    /// <summary>Where it keeps everything.</summary>
    public StorageOptions Storage { get; }

    /// <summary>What its programs sign in with: it may file, read and work everywhere.</summary>
    public string Token { get; private set; } = "";

    /// <summary>A handler of the first department.</summary>
    public Actor Handler { get; private set; } = Actor.Public;

    /// <summary>A use case, in this process.</summary>
    public T Use<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Founds one.</summary>
    public static async Task<Company> FoundAsync(int cases)
    {
        var company = new Company(new StorageOptions { Folder = Directory.CreateTempSubdirectory("feedbackhub-bench-").FullName });
        await company.Use<DatabaseSetup>().RunAsync();
        for (var d = 2; d <= ManyCases.Departments; d++)
        {
            await company.Use<SaveDepartment>().ExecuteAsync(Actor.System, new(null, new Bilingual($"Department {d}", $"第{d}部门")));
        }

        await company.HireAsync();
        company.Token = (await company.Use<CreateToken>().ExecuteAsync(Actor.System, new("Bench", ApiScopes.File | ApiScopes.Read | ApiScopes.Work, []))).Value.Token;
        if (cases > 0)
        {
            // Nobody may have the file open meanwhile.
            var now = company.Use<HubDatabase>().Now;
            await company.services.DisposeAsync();
            await ManyCases.FillAsync(company.Storage.Database, cases, now);
            company.services = company.Services();
        }

        return company;
    }

    private ServiceProvider Services() => new ServiceCollection().AddLogging().AddHubCore(Storage, new Limits()).BuildServiceProvider();

    private async Task HireAsync()
    {
        await Use<HubDatabase>().WriteAsync<Done>(Actor.System, change =>
        {
            for (var h = 0; h < ManyCases.Handlers; h++)
            {
                var person = new StaffMember
                {
                    Name = $"Handler {h + 1}",
                    Email = $"handler{h + 1}@example.com",
                    NormalizedEmail = $"HANDLER{h + 1}@EXAMPLE.COM",
                    Roles = h == 0 ? Roles.Handler | Roles.Supervisor : Roles.Handler,
                    SecurityStamp = Guid.NewGuid().ToString("N"),
                };
                person.Departments.Add(new StaffDepartment { DepartmentId = (h % ManyCases.Departments) + 1 });
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
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Storage.Folder, true);
    }
}
