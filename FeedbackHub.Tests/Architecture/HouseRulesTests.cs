using System.Text.RegularExpressions;
using System.Xml.Linq;
using FeedbackHub.Core;
using FeedbackHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FeedbackHub.Tests.Architecture;

/// <summary>The rules of the house that a compiler does not hold. Each makes sure that it looked at something.</summary>
public partial class HouseRulesTests
{
    /// <summary>Which other folders of the core a feature may use: those all may, and named exceptions with their reason.</summary>
    private static readonly string[] OpenToAll = ["Cases", "Data", "Access", "Live", "Promises", "Telemetry"];

    private static readonly Dictionary<(string From, string To), string> Exceptions = new()
    {
        [("Cases", "Assignment")] = "Whoever answers a case that nobody has started takes it (Taking).",
        [("Cases", "Escalation")] = "That a review is asked for is told to the supervisors (Recipients).",
        [("Cases", "Intake")] = "The tracking code opens a case (TrackingCode); an edited e-mail has the form's rules (FiledRules).",
        [("Cases", "Majors")] = "What a major case lacks keeps it from being decided; a severity that is set declares one.",
        [("Data", "Majors")] = "The context holds what is kept of major cases.",
        [("Demo", "Majors")] = "The demo company has major cases.",
        [("Data", "Assignment")] = "The context holds departments.",
        [("Data", "Customers")] = "The context holds customer segments.",
        [("Data", "Dashboards")] = "The context holds tallies and moves them with every change.",
        [("Data", "Escalation")] = "The context holds notices, extensions and supervisions; a change tells notices.",
        [("Data", "Intake")] = "The context holds categories.",
        [("Demo", "Escalation")] = "The demo company's promises are watched while it fills.",
        [("Demo", "Intake")] = "The demo company files through the one door.",
        [("Demo", "Assignment")] = "The demo company has departments and works its cases.",
        [("Demo", "Customers")] = "The demo company has customer segments.",
        [("Access", "Assignment")] = "Staff belong to departments.",
        [("Access", "Dashboards")] = "How many open cases somebody handles stands in the tallies.",
        [("Access", "Intake")] = "An e-mail address of staff has the form's rules (FiledRules).",
        [("Audit", "Assignment")] = "The audit names the departments it tells of.",
        [("Audit", "Intake")] = "The audit names the categories it tells of.",
    };

    /// <summary>Files over the alarm, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = [];

    [Fact]
    public void The_core_could_be_used_from_a_console_program()
    {
        var references = typeof(IUseCase<,>).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.Contains("Microsoft.EntityFrameworkCore", references);
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("MudBlazor", StringComparison.Ordinal));
    }

    [Fact]
    public void Features_of_the_core_do_not_reach_into_each_other()
    {
        var used = new HashSet<(string From, string To)>();
        var files = SourceFiles.Of("FeedbackHub.Core", "*.cs").Where(f => f.Count(c => c == '/') >= 2).ToList();
        Assert.True(files.Count > 80, "Too few files to prove anything.");
        foreach (var file in files)
        {
            var from = file.Split('/')[1];
            foreach (Match match in UsedFolder().Matches(SourceFiles.Read(file)))
            {
                used.Add((from, match.Groups[1].Value));
            }
        }

        var wrong = used.Where(u => u.From != u.To && !OpenToAll.Contains(u.To) && !Exceptions.ContainsKey(u)).ToList();
        Assert.True(wrong.Count == 0, $"These folders reach into others: {string.Join(", ", wrong)}");
    }

    [Fact]
    public void Tests_of_components_say_so_for_they_need_not_run_on_both_databases()
    {
        var files = SourceFiles.Of("FeedbackHub.Tests", "*Tests.cs").Where(f => ComponentContext().IsMatch(SourceFiles.Read(f))).ToList();
        Assert.True(files.Count > 10, "Too few files to prove anything.");
        Assert.DoesNotContain(files, f => !SourceFiles.Read(f).Contains("[Trait(\"Kind\", \"Component\")]", StringComparison.Ordinal));
    }

    [Fact]
    public void No_file_outgrows_its_alarm()
    {
        var files = SourceFiles.Of(".", "*.cs").Concat(SourceFiles.Of(".", "*.razor")).ToList();
        Assert.True(files.Count > 100);
        var tooLong = new List<string>();
        foreach (var file in files)
        {
            var lines = SourceFiles.Read(file).Count(c => c == '\n');
            var most = file.EndsWith(".razor", StringComparison.Ordinal) ? 150 : file.EndsWith(".razor.cs", StringComparison.Ordinal) ? 200 : 300;
            if (lines > most && !LongFiles.ContainsKey(file))
            {
                tooLong.Add($"{file}: {lines} lines, alarm at {most}");
            }
        }

        Assert.True(tooLong.Count == 0, $"Look for the missing noun:\n{string.Join('\n', tooLong)}");
    }

    [Fact]
    public void Private_fields_are_named_without_a_sign_before_them()
    {
        // Editors go by the rule in .editorconfig, which lets an underscore pass.
        var files = SourceFiles.Of(".", "*.cs").Concat(SourceFiles.Of(".", "*.razor")).ToList();
        var wrong = files.SelectMany(f => SignedField().Matches(SourceFiles.Read(f)).Select(m => $"{f}: {m.Groups["name"].Value}")).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Matches(SignedField(), "    private readonly Queue<int> _recent = new();");
    }

    [Fact]
    public void Every_public_type_of_the_core_says_what_it_is_for()
    {
        var assembly = typeof(IUseCase<,>).Assembly;
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(m => m.Elements().Any(e => e.Name.LocalName is "summary" or "inheritdoc"))
            .Select(m => m.Attribute("name")!.Value)
            .ToHashSet();
        var types = assembly.GetExportedTypes().Where(t => t.Namespace?.Contains("Migrations", StringComparison.Ordinal) != true).ToList();
        Assert.True(types.Count > 100);
        var silent = types.Where(t => !documented.Contains($"T:{t.FullName!.Replace('+', '.')}")).Select(t => t.FullName).ToList();
        Assert.True(silent.Count == 0, $"Undocumented: {string.Join(", ", silent)}");
    }

    [Fact]
    public async Task The_migrations_make_the_database_that_the_model_describes()
    {
        await using var hub = await HubFixture.StartAsync();
        Assert.NotEmpty(await hub.ReadAsync(db => Task.FromResult(db.Database.GetMigrations().ToList())));
        Assert.False(await hub.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));
    }

    [Fact]
    public void Every_use_case_is_registered_with_the_core()
    {
        var services = new ServiceCollection().AddHubCore(new StorageOptions { Folder = "nowhere" }, new Limits());
        Assert.True(Samples.UseCases.Count > 50, "Too few use cases to prove anything.");
        Assert.All(Samples.UseCases, useCase => Assert.Single(services, s => s.ServiceType == useCase));
    }

    [Fact]
    public void Every_failure_and_use_case_is_sealed()
    {
        var failures = typeof(Failure).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Failure))).ToList();
        Assert.True(failures.Count >= 8);
        Assert.All(failures.Concat(Samples.UseCases), t => Assert.True(t.IsSealed, t.Name));
    }

    [GeneratedRegex(@"^\s*private\s[^({=;\n]*\s(?<name>_\w+)\s*[=;]", RegexOptions.Multiline)]
    private static partial Regex SignedField();

    [GeneratedRegex(@"new (BunitContext|StaffPages|AdminPages)\b|BunitContext \w+ = new")]
    private static partial Regex ComponentContext();

    [GeneratedRegex(@"FeedbackHub\.Core\.([A-Z][A-Za-z]+)(?=[.;])")]
    private static partial Regex UsedFolder();
}
