using System.Collections.Concurrent;
using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Live;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeedbackHub.Tests.Support;

/// <summary>
/// A whole hub core on a folder of its own: a real database, everything registered as in the product, and a clock that
/// stands at Monday 2 March 2026, 09:00 in Shanghai, until a test moves it.
/// </summary>
internal sealed class HubFixture : IAsyncDisposable
{
    /// <summary>
    /// Where the clock stands at first: a Monday morning in Shanghai, half an hour after the company opens. Written in UTC: the
    /// fake clock compares the hands of times and not the moments, so that one begun at +8 never wakes a timer once it is set in UTC.
    /// </summary>
    public static readonly DateTimeOffset MondayMorning = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Hashing is slow on purpose; once is enough for everybody.</summary>
    private static readonly ConcurrentDictionary<string, string> Hashes = new();

    private readonly IServiceProvider services;
    private bool isGuest;
    private JournalTail? tail;
    private int staffMade;

    private HubFixture(StorageOptions storage, IServiceProvider services)
    {
        Storage = storage;
        this.services = services;
    }

    /// <summary>The folder it lives in.</summary>
    public StorageOptions Storage { get; }

    /// <summary>The hub's clock.</summary>
    public FakeTimeProvider Time => Get<TimeProvider>() as FakeTimeProvider ?? throw new InvalidOperationException("This hub runs by the clock on the wall.");

    /// <summary>The database.</summary>
    public HubDatabase Database => Get<HubDatabase>();

    /// <summary>The department every hub has from the start ("Customer care").</summary>
    public long FirstDepartment { get; private set; }

    /// <summary>A hub with a fresh database. Services may be added or put in place of the usual ones.</summary>
    public static async Task<HubFixture> StartAsync(Action<IServiceCollection>? services = null, Limits? limits = null)
    {
        var hub = Make(services, limits);
        await TestDatabase.PutFreshAsync(hub.Storage, hub.Get<DatabaseOptions>());
        hub.FirstDepartment = await hub.Database.ReadAsync(db => db.Departments.MinAsync(d => d.Id));
        return hub;
    }

    /// <summary>A hub whose database file is not there yet: <see cref="DatabaseSetup"/> has still to run.</summary>
    public static HubFixture Make(Action<IServiceCollection>? services = null, Limits? limits = null)
    {
        var storage = new StorageOptions { Folder = Path.Combine(Path.GetTempPath(), $"feedbackhub-test-{Guid.NewGuid():N}") };
        var time = new FakeTimeProvider(MondayMorning);
        var collection = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time).AddHubCore(storage, limits ?? new Limits(), database: TestDatabase.New());
        services?.Invoke(collection);
        return new HubFixture(storage, collection.BuildServiceProvider());
    }

    /// <summary>Another node on the same database and folder, with the same clock.</summary>
    public HubFixture Beside() => new(
        Storage,
        new ServiceCollection().AddLogging().AddSingleton(Get<TimeProvider>()).AddHubCore(Storage, new Limits(), database: Get<DatabaseOptions>()).BuildServiceProvider())
    {
        FirstDepartment = FirstDepartment,
        isGuest = true,
    };

    /// <summary>A look into the database of a hub that runs, or ran, as a process of its own; by the clock on the wall.</summary>
    public static HubFixture On(StorageOptions storage, DatabaseOptions database) => new(
        storage, new ServiceCollection().AddLogging().AddHubCore(storage, new Limits(), database: database).BuildServiceProvider())
    {
        isGuest = true,
    };

    /// <summary>The builders of this fixture, for a hub that somebody else has started and will stop.</summary>
    public static async Task<HubFixture> OverAsync(IServiceProvider services, StorageOptions storage)
    {
        var hub = new HubFixture(storage, services);
        hub.FirstDepartment = await hub.Database.ReadAsync(db => db.Departments.MinAsync(d => d.Id));
        return hub;
    }

    /// <summary>A service of the hub.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A use case of the hub.</summary>
    public TUseCase Use<TUseCase>()
        where TUseCase : notnull => services.GetRequiredService<TUseCase>();

    /// <summary>Starts publishing live updates; stopped with the hub.</summary>
    public async Task<LiveFeed> StartTailAsync()
    {
        tail = Get<JournalTail>();
        await tail.BeginAsync();
        await tail.StartAsync(CancellationToken.None);
        return Get<LiveFeed>();
    }

    /// <summary>Reads straight from the database.</summary>
    public Task<T> ReadAsync<T>(Func<HubContext, Task<T>> read) => Database.ReadAsync(read);

    /// <summary>A case as it is stored.</summary>
    public Task<Case> CaseAsync(long id) => ReadAsync(db => db.Cases.Include(c => c.Promises).SingleAsync(c => c.Id == id));

    /// <summary>The journal after a number, in order.</summary>
    public Task<List<JournalEntry>> JournalAsync(long after = 0) =>
        ReadAsync(db => db.Journal.Where(j => j.Seq > after).OrderBy(j => j.Seq).ToListAsync());

    /// <summary>The journal of one case, in order.</summary>
    public Task<List<JournalEntry>> JournalOfAsync(long caseId) =>
        ReadAsync(db => db.Journal.Where(j => j.CaseId == caseId).OrderBy(j => j.Seq).ToListAsync());

    /// <summary>The last number of the journal.</summary>
    public Task<long> HeadAsync() => ReadAsync(db => db.Journal.MaxAsync(j => j.Seq));

    /// <summary>Makes a department.</summary>
    public async Task<long> DepartmentAsync(string en, string zh = "部门")
    {
        var department = new Department { Name = new Bilingual(en, zh) };
        await SaveAsync(change =>
        {
            change.Db.Departments.Add(department);
            change.Record(JournalKind.DepartmentChanged, department);
        });
        return department.Id;
    }

    /// <summary>Makes a category.</summary>
    public async Task<long> CategoryAsync(string en, long? department = null, long? parent = null)
    {
        var category = new Category { Name = new Bilingual(en, en), Question = new Bilingual($"{en}?", $"{en}？"), DepartmentId = department, ParentId = parent };
        await SaveAsync(change =>
        {
            change.Db.Categories.Add(category);
            change.Record(JournalKind.CategoryChanged, category);
        });
        return category.Id;
    }

    /// <summary>Makes a handler; in the first department where none is named.</summary>
    public Task<Actor> HandlerAsync(string name = "Lin Hua", params long[] departments) =>
        StaffAsync(name, Roles.Handler, departments.Length == 0 ? [FirstDepartment] : departments);

    /// <summary>Makes a supervisor.</summary>
    public Task<Actor> SupervisorAsync(string name = "Sun Yan") => StaffAsync(name, Roles.Supervisor);

    /// <summary>Makes an administrator.</summary>
    public Task<Actor> AdministratorAsync(string name = "Ada Root") => StaffAsync(name, Roles.Administrator);

    /// <summary>Makes an auditor.</summary>
    public Task<Actor> AuditorAsync(string name = "Otto Prüfer") => StaffAsync(name, Roles.Auditor);

    /// <summary>Makes a leader.</summary>
    public Task<Actor> LeaderAsync(string name = "Lu Min") => StaffAsync(name, Roles.Leader);

    /// <summary>Makes a handler who heads a department.</summary>
    public async Task<Actor> HeadAsync(long department, string name = "Gao Feng")
    {
        var head = await StaffAsync(name, Roles.Handler, department);
        await SaveAsync(change =>
        {
            var headed = change.Db.Departments.Single(d => d.Id == department);
            headed.HeadId = head.StaffId;
            change.Record(JournalKind.DepartmentChanged, headed);
        });
        return await AgainAsync(head.StaffId!.Value) ?? throw new InvalidOperationException("The head just made is not there.");
    }

    /// <summary>Makes a staff member with a row in the database, and answers the actor that they are. The e-mail is their own.</summary>
    public async Task<Actor> StaffAsync(string name, Roles roles, params long[] departments)
    {
        var email = $"person{++staffMade}@example.com";
        var person = new StaffMember
        {
            Name = name,
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            Roles = roles,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        person.Departments.AddRange(departments.Select(d => new StaffDepartment { DepartmentId = d }));
        await SaveAsync(change =>
        {
            change.Db.Staff.Add(person);
            change.Record(JournalKind.StaffChanged, person);
        });
        return await AgainAsync(person.Id) ?? throw new InvalidOperationException("The person just made is not there.");
    }

    /// <summary>Gives a staff member a password and answers their e-mail.</summary>
    public async Task<string> GivePasswordAsync(Actor staff, string password)
    {
        var email = "";
        await Database.WriteAsync<Done>(Actor.System, async change =>
        {
            var person = await change.Db.Staff.SingleAsync(s => s.Id == staff.StaffId);
            person.PasswordHash = Hashes.GetOrAdd(password, Hash);
            email = person.Email;
            change.Record(JournalKind.StaffChanged, person);
            return new Done();
        });
        return email;

        static string Hash(string password) => new PasswordHasher<StaffMember>().HashPassword(new StaffMember(), password);
    }

    /// <summary>The actor that a staff member is by now; null where disabled.</summary>
    public Task<Actor?> AgainAsync(long staffId) => Get<Actors>().ForStaffAsync(staffId);

    /// <summary>What a customer would file, each time a different filing: a complaint by somebody with a name and an e-mail.</summary>
    public static Filed Filing() => new()
    {
        Key = Guid.NewGuid().ToString("N"),
        Channel = Channel.Web,
        Kind = CaseKind.Complaint,
        Description = "The kettle leaks since the second day.",
        Wanted = "A new one, please.",
        Name = "Wang Min",
        Email = "wang.min@example.com",
    };

    /// <summary>Files a case as the public does.</summary>
    public async Task<Receipt> FileAsync(Func<Filed, Filed>? with = null, Actor? by = null) =>
        (await Use<FileCase>().ExecuteAsync(by ?? Actor.Public, with is null ? Filing() : with(Filing()))).Value;

    /// <summary>Files a case into a department: through a category that leads there.</summary>
    public async Task<Receipt> FileForAsync(long department, Func<Filed, Filed>? with = null)
    {
        var category = await ReadAsync(db => db.Categories.Where(c => c.DepartmentId == department && !c.Disabled).Select(c => (long?)c.Id).FirstOrDefaultAsync())
            ?? await CategoryAsync($"For {department}", department);
        return await FileAsync(filed => (with?.Invoke(filed) ?? filed) with { CategoryId = category });
    }

    /// <summary>Changes rows directly, with a journal entry, where no use case leads to the state a test needs.</summary>
    public async Task SaveAsync(Action<Change> work) =>
        await Database.WriteAsync<Done>(Actor.System, change =>
        {
            work(change);
            return Task.FromResult<Result<Done>>(new Done());
        });

    /// <summary>Names the person complained about in a case.</summary>
    public async Task ConcernsAsync(long caseId, long staffId) =>
        await Database.WriteAsync<Done>(Actor.System, async change =>
        {
            var one = await change.Db.Cases.SingleAsync(c => c.Id == caseId);
            one.ConcernsStaffId = staffId;
            change.Record(JournalKind.Edited, one);
            return new Done();
        });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (tail is not null)
        {
            await tail.StopAsync(CancellationToken.None);
        }

        await ClosePoolAsync();
        var database = Get<DatabaseOptions>();
        await ((ServiceProvider)services).DisposeAsync();
        if (!isGuest)
        {
            await TestDatabase.DropAsync(Storage, database);
        }
    }

    /// <summary>Closes the pooled connections of this hub only: others may run beside it.</summary>
    public Task ClosePoolAsync() => TestDatabase.CloseAsync(Get<IDbContextFactory<HubContext>>());
}
