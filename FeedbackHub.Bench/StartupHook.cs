using FeedbackHub.Bench;

/// <summary>.NET calls this before the program's own first line, where DOTNET_STARTUP_HOOKS names this assembly.</summary>
internal static class StartupHook
{
    /// <summary>Lets the process be asked what it holds.</summary>
    public static void Initialize() => HeapTeller.Listen();
}
