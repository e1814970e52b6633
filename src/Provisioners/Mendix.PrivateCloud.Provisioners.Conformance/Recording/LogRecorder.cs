using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Recording;

/// <summary>Keeps every log line: its text, its structured values, its scopes and its exception.</summary>
internal sealed class LogRecorder(Evidence evidence) : ILoggerProvider, ILogger
{
    private const string Place = "a log line";

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Record(state);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        evidence.Add(Place, $"{logLevel} {eventId.Id}: {formatter(state, exception)}");
        Record(state);
        if (exception is not null)
        {
            evidence.Add("an exception in a log line", exception);
        }
    }

    public void Dispose()
    {
    }

    private void Record<TState>(TState state)
    {
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            foreach (var (name, value) in values)
            {
                evidence.Add($"the value {name} of a log line", $"{value}");
            }
        }
        else
        {
            evidence.Add("a log scope", $"{state}");
        }
    }
}
