namespace FeedbackHub.Core.Demo;

/// <summary>Who works where in the demo company.</summary>
internal sealed class DemoPeople(DemoOrganisation company)
{
    /// <summary>The department that sorts what was filed without a category, and answers the hotline.</summary>
    public const string Care = "care";

    /// <summary>Who leads the whole company.</summary>
    public const string Leader = "lu-min";

    private readonly Dictionary<string, DemoStaff> people = company.Staff.ToDictionary(s => s.Key);
    private readonly Dictionary<string, string> departmentOf = company.Categories
        .SelectMany(c => c.Children.Append(c)).ToDictionary(c => c.Key, c => c.Department);

    public DemoStaff this[string key] => people[key];

    /// <summary>The department that a category leads to.</summary>
    public string DepartmentOf(string category) => departmentOf[category];

    /// <summary>The handlers of a department.</summary>
    public IReadOnlyList<string> HandlersOf(string department) =>
        [.. company.Staff.Where(s => s.Roles.Contains("Handler") && s.Departments.Contains(department)).Select(s => s.Key)];

    /// <summary>Who watches over a department.</summary>
    public string SupervisorOf(string department) =>
        company.Staff.First(s => s.Roles.Contains("Supervisor") && s.Departments.Contains(department)).Key;

    /// <summary>The handlers of a department who could work a story: none of those who write a note in it.</summary>
    public IReadOnlyList<string> HandlersFor(DemoStory story, string department) =>
        [.. HandlersOf(department).Where(key => story.Conversation.All(entry => entry.From != key))];
}
