using System.Globalization;
using System.Text;

namespace Mendix.PrivateCloud.Monitoring.Prometheus;

/// <summary>
/// The text exposition format of Prometheus, version 0.0.4. Written by hand because no exporter can be had from the feeds that this is built
/// from.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IReadOnlyList<MetricSnapshot> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            Write(text, family);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, MetricSnapshot family)
    {
        if (family.Help.Length > 0)
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(PrometheusNames.EscapeHelp(family.Help)).Append('\n');
        }

        text.Append("# TYPE ").Append(family.Name).Append(' ').Append(TypeName(family.Kind)).Append('\n');
        foreach (var series in family.Series)
        {
            if (series.Buckets is { } buckets)
            {
                WriteHistogram(text, family, series, buckets);
            }
            else
            {
                Line(text, family.Name, series.Labels, Number(series.Value));
            }
        }
    }

    private static void WriteHistogram(StringBuilder text, MetricSnapshot family, SeriesSnapshot series, IReadOnlyList<long> buckets)
    {
        var labels = series.Labels.Length == 0 ? "" : series.Labels + ",";
        for (var index = 0; index < buckets.Count; index++)
        {
            var bound = index < family.Bounds.Count ? Number(family.Bounds[index]) : "+Inf";
            Line(text, family.Name + "_bucket", $"{labels}le=\"{bound}\"", Number(buckets[index]));
        }

        Line(text, family.Name + "_sum", series.Labels, Number(series.Value));
        Line(text, family.Name + "_count", series.Labels, Number(buckets[^1]));
    }

    private static void Line(StringBuilder text, string name, string labels, string value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value).Append('\n');
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string TypeName(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };
}
