using System.Globalization;
using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tables;

/// <summary>Durations as kubectl shows them: two units at most, and fewer details the longer it is.</summary>
internal static class HumanDuration
{
    public const string Unknown = "<unknown>";

    /// <summary>The time since a timestamp; <c>&lt;unknown&gt;</c> if there is none.</summary>
    public static string Since(JsonNode? timestamp, DateTimeOffset now)
    {
        if (Json.AsString(timestamp) is not { Length: > 0 } text)
        {
            return Unknown;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? Format(now - moment)
            : "<invalid>";
    }

    public static string Format(TimeSpan age)
    {
        var seconds = (long)age.TotalSeconds;
        if (seconds < -1)
        {
            return "<invalid>";
        }

        var minutes = seconds / 60;
        var hours = minutes / 60;
        var days = hours / 24;
        return (seconds, minutes, hours, days) switch
        {
            ( < 0, _, _, _) => "0s",
            ( < 120, _, _, _) => $"{seconds}s",
            (_, < 10, _, _) => Two(minutes, "m", seconds % 60, "s"),
            (_, < 180, _, _) => $"{minutes}m",
            (_, _, < 8, _) => Two(hours, "h", minutes % 60, "m"),
            (_, _, < 48, _) => $"{hours}h",
            (_, _, _, < 8) => Two(days, "d", hours % 24, "h"),
            (_, _, _, < 730) => $"{days}d",
            (_, _, _, < 2920) => Two(days / 365, "y", days % 365, "d"),
            _ => $"{days / 365}y",
        };
    }

    private static string Two(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
