namespace FeedbackHub.Core.Demo;

/// <summary>What the demo company is called, for pages that say whose they are.</summary>
public static class DemoName
{
    /// <summary>In both languages.</summary>
    public static Bilingual Read()
    {
        var (en, zh) = DemoContent.Load().Company.Name;
        return new Bilingual(en, zh);
    }
}
