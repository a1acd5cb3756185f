using System.Runtime.InteropServices;

namespace FeedbackHub.Bench;

/// <summary>What must not outlive the run, however it ends: processes and folders, removed the last made first.</summary>
internal static class Leftovers
{
    private static readonly List<Action> Made = [];
    private static readonly List<PosixSignalRegistration> Signals = [];

    /// <summary>Sees to it that what is left is removed when the run ends: by itself, by a fault, or by a signal.</summary>
    public static void RemoveAtTheEnd()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveAll();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            Signals.Add(PosixSignalRegistration.Create(signal, _ => Environment.Exit(130)));
        }
    }

    /// <summary>True once the run is ending and things are being removed under whoever still works with them.</summary>
    public static bool AreGoing { get; private set; }

    /// <summary>Something was made. <paramref name="remove"/> is called at most once: by disposing of the result, or at the end.</summary>
    public static IDisposable Keep(Action remove)
    {
        lock (Made)
        {
            Made.Add(remove);
        }

        return new One(remove);
    }

    /// <summary>Whoever ends the process, too, meanwhile, waits until it is done.</summary>
    private static void RemoveAll()
    {
        AreGoing = true;
        lock (Signals)
        {
            RemoveInTurn();
        }
    }

    private static void RemoveInTurn()
    {
        List<Action> left;
        lock (Made)
        {
            left = [.. Enumerable.Reverse(Made)];
            Made.Clear();
        }

        foreach (var remove in left)
        {
            try
            {
                remove();
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                Console.Error.WriteLine(problem.Message);
            }
        }
    }

    private sealed class One(Action remove) : IDisposable
    {
        public void Dispose()
        {
            bool mine;
            lock (Made)
            {
                mine = Made.Remove(remove);
            }

            if (mine)
            {
                remove();
            }
        }
    }
}
