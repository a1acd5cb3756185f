using System.Security.Cryptography;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Customers;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Demo;

/// <summary>The demo company as it stands in the database: its departments, categories, people and its program.</summary>
internal sealed class DemoOffice
{
    private readonly HubDatabase database;
    private readonly DemoOrganisation company;
    private readonly Dictionary<string, long> departments = [];
    private readonly Dictionary<string, long> categories = [];
    private readonly Dictionary<string, Actor> staff = [];

    private DemoOffice(HubDatabase database, DemoOrganisation company) => (this.database, this.company) = (database, company);

    /// <summary>The program that files what customers write in the company's app.</summary>
    public Actor Program { get; private set; } = Actor.Public;

    /// <summary>Sets it up in an empty database.</summary>
    public static async Task<DemoOffice> SetUpAsync(HubDatabase database, DemoOrganisation company, string passwordHash, CancellationToken cancel)
    {
        var office = new DemoOffice(database, company);
        await office.AddDepartmentsAsync(cancel);
        await office.AddSegmentsAsync(cancel);
        await office.AddCategoriesAsync(null, company.Categories, cancel);
        foreach (var person in company.Staff)
        {
            await office.AddPersonAsync(person, passwordHash, cancel);
        }

        await office.NameHeadsAsync(cancel);
        await office.AddProgramAsync(cancel);
        return office;
    }

    public long Department(string key) => departments[key];

    public long Category(string key) => categories[key];

    /// <summary>The handler, supervisor … of this key.</summary>
    public Actor Staff(string key) => staff[key];

    /// <summary>
    /// The same person, asked for a note in a case that is not theirs: they have been shown it, which otherwise only
    /// supervisors could do for themselves.
    /// </summary>
    public Actor Asked(string key) => Actor.Staff(staff[key].StaffId!.Value, staff[key].Name, Roles.Supervisor, []);

    private async Task AddDepartmentsAsync(CancellationToken cancel)
    {
        // The department every hub begins with becomes customer care: there goes what has no category.
        var made = await WriteAsync(async change =>
        {
            var first = await change.Db.Departments.OrderBy(d => d.Id).FirstAsync(cancel);
            return company.Departments.Select(d =>
            {
                var department = d.Key == DemoPeople.Care ? first : change.Db.Departments.Add(new Department()).Entity;
                department.Name = Text(d.Name);
                change.Record(JournalKind.DepartmentChanged, department);
                return (d.Key, department);
            }).ToList();
        }, cancel);
        foreach (var (key, department) in made)
        {
            departments[key] = department.Id;
        }
    }

    private async Task AddSegmentsAsync(CancellationToken cancel) => await WriteAsync(
        change =>
        {
            foreach (var name in new[] { new Bilingual("Partners", "合作伙伴"), new Bilingual("Key customers", "重点客户") })
            {
                change.Record(JournalKind.SegmentChanged, change.Db.Segments.Add(new Segment { Name = name }).Entity);
            }

            return Task.FromResult(new Done());
        },
        cancel);

    private async Task AddCategoriesAsync(long? parent, IReadOnlyList<DemoCategory> nodes, CancellationToken cancel)
    {
        var made = await WriteAsync(change => Task.FromResult(nodes.Select((node, position) =>
        {
            var category = change.Db.Categories.Add(new Category
            {
                ParentId = parent,
                Name = Text(node.Name),
                Question = Text(node.Question),
                DepartmentId = node.Children.Count == 0 ? departments[node.Department] : null,
                Position = position,
            }).Entity;
            change.Record(JournalKind.CategoryChanged, category);
            return (node, category);
        }).ToList()), cancel);
        foreach (var (node, category) in made)
        {
            categories[node.Key] = category.Id;
            if (node.Children.Count > 0)
            {
                await AddCategoriesAsync(category.Id, node.Children, cancel);
            }
        }
    }

    private async Task AddPersonAsync(DemoStaff person, string passwordHash, CancellationToken cancel)
    {
        var roles = person.Roles.Select(Enum.Parse<Roles>).Aggregate((all, one) => all | one);
        var theirs = person.Departments.Select(Department).ToList();
        var made = await WriteAsync(change =>
        {
            var member = change.Db.Staff.Add(new StaffMember
            {
                Name = person.Name,
                Email = person.Email,
                NormalizedEmail = person.Email.ToUpperInvariant(),
                Roles = roles,
                PasswordHash = passwordHash,
                SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
                Language = person.Language,
            }).Entity;
            member.Departments.AddRange(theirs.Select(id => new StaffDepartment { DepartmentId = id }));
            change.Record(JournalKind.StaffChanged, member);
            return Task.FromResult(member);
        }, cancel);
        staff[person.Key] = Actor.Staff(made.Id, made.Name, roles, theirs);
    }

    /// <summary>Who watches over a department heads it; customer care decides where a case belongs.</summary>
    private Task<bool> NameHeadsAsync(CancellationToken cancel) => WriteAsync(
        async change =>
        {
            var people = new DemoPeople(company);
            var keys = departments.ToDictionary(d => d.Value, d => d.Key);
            foreach (var department in await change.Db.Departments.OrderBy(d => d.Id).ToListAsync(cancel))
            {
                (department.HeadId, department.Fallback) = (staff[people.SupervisorOf(keys[department.Id])].StaffId, keys[department.Id] == DemoPeople.Care);
                change.Record(JournalKind.DepartmentChanged, department);
            }

            return true;
        },
        cancel);

    private async Task AddProgramAsync(CancellationToken cancel)
    {
        // Nobody has its token, so nobody can sign in with it.
        var token = await WriteAsync(change =>
        {
            var made = change.Db.ApiTokens.Add(new ApiToken
            {
                Name = $"{company.Name.En} app",
                Scopes = ApiScopes.File,
                Hash = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes),
                Prefix = "demo",
                CreatedAt = change.Now,
            }).Entity;
            change.Record(JournalKind.TokenChanged, made);
            return Task.FromResult(made);
        }, cancel);
        Program = Actor.Program(token.Id, token.Name, token.Scopes, []);
    }

    private async Task<T> WriteAsync<T>(Func<Change, Task<T>> work, CancellationToken cancel) =>
        (await database.WriteAsync<T>(Actor.System, async change => await work(change), cancel)).Value;

    private static Bilingual Text(DemoText text) => new(text.En, text.Zh);
}
