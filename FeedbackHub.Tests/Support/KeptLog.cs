using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FeedbackHub.Tests.Support;

/// <summary>Keeps every line that is logged, scopes included.</summary>
internal sealed class KeptLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> lines = new();
    private TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    /// <summary>The lines.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Waits until that many lines hold a text.</summary>
    public async Task WaitForAsync(string text, int times)
    {
        while (true)
        {
            var next = written.Task;
            if (lines.Count(l => l.Contains(text, StringComparison.Ordinal)) >= times)
            {
                return;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Kept(this, categoryName);

    /// <inheritdoc />
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private sealed class Kept(KeptLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            log.lines.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            log.scopes.ForEachScope((scope, queue) => queue.Enqueue($"{category} in {scope}"), log.lines);
            Interlocked.Exchange(ref log.written, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }
}
