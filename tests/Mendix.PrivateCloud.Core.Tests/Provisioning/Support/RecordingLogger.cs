using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning.Support;

/// <summary>Keeps every log line.</summary>
internal sealed class RecordingLogger : ILogger
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add($"{eventId.Id} {logLevel}: {formatter(state, exception)}{exception}");
}
