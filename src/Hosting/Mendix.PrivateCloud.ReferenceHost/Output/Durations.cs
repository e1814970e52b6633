using System.Globalization;
using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Writes times as people say them.</summary>
internal static class Durations
{
    /// <summary>Tenths of seconds below ten, then seconds, minutes, hours, days: <c>0.4 s</c>, <c>12 s</c>, <c>3 min</c>.</summary>
    public static string Text(TimeSpan elapsed) => elapsed.TotalSeconds switch
    {
        < 10 => elapsed.TotalSeconds.ToString("0.0 's'", CultureInfo.InvariantCulture),
        < 120 => $"{(int)elapsed.TotalSeconds} s",
        < 7200 => $"{(int)elapsed.TotalMinutes} min",
        < 172800 => $"{(int)elapsed.TotalHours} h",
        _ => $"{(int)elapsed.TotalDays} d",
    };

    /// <summary><c>in 0.4 s</c> for what is done, nothing for what was done at once, <c>for 12 s</c> for what goes on.</summary>
    public static string Text(ResourceTiming timing) =>
        timing.IsFinal
            ? timing.Elapsed.TotalSeconds < 0.05 ? "" : $"in {Text(timing.Elapsed)}"
            : $"for {Whole(timing.Elapsed)}";

    // A running time, redrawn every second, shows no tenths.
    private static string Whole(TimeSpan elapsed) => elapsed.TotalSeconds < 10 ? $"{(int)elapsed.TotalSeconds} s" : Text(elapsed);
}
