using FeedbackHub.Tests.Faults;

/// <summary>
/// .NET calls this before the program's own first line, where DOTNET_STARTUP_HOOKS names this assembly. So the hub can be killed
/// at a named point, and has itself no place for it.
/// </summary>
internal static class StartupHook
{
    /// <summary>Lies in wait.</summary>
    public static void Initialize() => KillPoint.LieInWait();
}
