using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>Keeps the log lines, the last thousands of them, so that tests can look for secrets and failures can be explained.</summary>
/// <param name="seen">Called with each line.</param>
public sealed class LogCollector(Action<string>? seen) : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public LogCollector()
        : this(null)
    {
    }

    public IEnumerable<string> Lines => _lines;

    public string Tail() => string.Join('\n', _lines.TakeLast(40));

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Add);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        _lines.Enqueue(line);
        if (_lines.Count > 5_000)
        {
            _lines.TryDequeue(out _);
        }

        seen?.Invoke(line);
    }

    private sealed class Logger(string category, Action<string> add) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            add($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
