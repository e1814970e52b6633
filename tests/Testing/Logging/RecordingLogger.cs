using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Testing.Logging;

/// <summary>Keeps every log line: the number of the event, its level, what it says, and the exception.</summary>
public sealed class RecordingLogger : ILogger
{
    /// <summary>The lines in order, such as <c>1500 Information: …</c>.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Gives this logger to every category of a container.</summary>
    public ILoggerProvider AsProvider() => new Provider(this);

    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc />
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{eventId.Id} {logLevel}: {formatter(state, exception)}{exception}");

    private sealed class Provider(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}
