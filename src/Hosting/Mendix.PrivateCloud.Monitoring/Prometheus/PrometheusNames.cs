using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Mendix.PrivateCloud.Monitoring.Prometheus;

/// <summary>Names and labels as Prometheus takes them, made from those of OpenTelemetry as its specification says.</summary>
internal static class PrometheusNames
{
    public static string OfFamily(Instrument instrument)
    {
        var name = Sanitize(instrument.Name, allowColon: true);
        if (UnitName(instrument.Unit) is { } unit && !name.EndsWith($"_{unit}", StringComparison.Ordinal))
        {
            name = $"{name}_{unit}";
        }

        return MetricFamily.KindOf(instrument) != MetricKind.Counter || name.EndsWith("_total", StringComparison.Ordinal) ? name : $"{name}_total";
    }

    /// <summary>The text between the braces, in the order of the names; empty without tags.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            var (name, text) = (Sanitize(key, allowColon: false), Text(value));
            // Two tags that differ only in what a label name cannot hold.
            labels[name] = labels.TryGetValue(name, out var other) ? $"{other};{text}" : text;
        }

        return string.Join(',', labels.Select(label => $"{label.Key}=\"{EscapeValue(label.Value)}\""));
    }

    public static string EscapeHelp(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string EscapeValue(string text) => EscapeHelp(text).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };

    private static string? UnitName(string? unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "1" => "ratio",
        // What is counted, such as {key}, belongs to no unit.
        _ => null,
    };

    private static string Sanitize(string name, bool allowColon)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var character in name)
        {
            if (text.Length == 0 && char.IsAsciiDigit(character))
            {
                text.Append('_');
            }

            text.Append(char.IsAsciiLetterOrDigit(character) || character == '_' || (allowColon && character == ':') ? character : '_');
        }

        return text.Length == 0 ? "_" : text.ToString();
    }
}
