using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>Where the logs of all parts go: to standard error, so that standard output holds nothing but the answer.</summary>
internal static class HostLogging
{
    // Without --verbose only what the states of the environments do not tell: that the operator itself broke.
    public static ILoggerFactory Create(HostOptions options) =>
        LoggerFactory.Create(logging =>
        {
            logging.SetMinimumLevel(options.Verbose ? LogLevel.Information : LogLevel.Critical);
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            });
            logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        });
}
