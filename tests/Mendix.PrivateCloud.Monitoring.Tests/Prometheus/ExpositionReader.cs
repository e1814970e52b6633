using System.Globalization;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Monitoring.Tests.Prometheus;

/// <summary>One line with a value.</summary>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>
/// Reads the text format as its rules say, and refuses whatever breaks one of them: a family's lines stand together, its help and type before
/// them and once; names and labels are of the allowed characters; buckets are cumulative and end with all.
/// </summary>
internal static partial class ExpositionReader
{
    public static IReadOnlyList<Sample> Read(string text)
    {
        Assert.True(text.Length == 0 || text.EndsWith('\n'), "The last line must end.");
        var samples = new List<Sample>();
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var (family, helped) = ("", "");
        foreach (var line in text.Split('\n')[..^1])
        {
            if (HelpLine().Match(line) is { Success: true } help)
            {
                helped = help.Groups[1].Value;
                Assert.False(types.ContainsKey(helped), $"Help after the type, or twice: {line}");
            }
            else if (TypeLine().Match(line) is { Success: true } type)
            {
                family = type.Groups[1].Value;
                Assert.True(helped.Length == 0 || helped == family || types.ContainsKey(helped), $"Help of another family: {line}");
                Assert.True(types.TryAdd(family, type.Groups[2].Value), $"Twice: {line}");
            }
            else
            {
                var sample = ReadSample(line);
                var suffixes = types.GetValueOrDefault(family) == "histogram" ? new[] { "_bucket", "_sum", "_count" } : [""];
                Assert.True(suffixes.Any(suffix => sample.Name == family + suffix), $"Not of the family '{family}': {line}");
                Assert.DoesNotContain(samples, other => other.Name == sample.Name && Same(other.Labels, sample.Labels));
                samples.Add(sample);
            }
        }

        foreach (var (name, _) in types.Where(type => type.Value == "histogram"))
        {
            CheckHistogram(name, samples);
        }

        return samples;
    }

    private static void CheckHistogram(string name, List<Sample> samples)
    {
        var buckets = samples.Where(sample => sample.Name == $"{name}_bucket").ToList();
        foreach (var series in buckets.GroupBy(bucket => string.Join(',', bucket.Labels.Where(label => label.Key != "le").OrderBy(label => label.Key).Select(label => $"{label.Key}={label.Value}"))))
        {
            var bounds = series.Select(bucket => Number(bucket.Labels["le"])).ToList();
            Assert.Equal(bounds.Order(), bounds);
            Assert.Equal(double.PositiveInfinity, bounds[^1]);
            Assert.Equal(series.Select(bucket => bucket.Value).Order(), series.Select(bucket => bucket.Value));
            var own = series.First().Labels.Where(label => label.Key != "le").ToDictionary(label => label.Key, label => label.Value);
            Assert.Equal(series.Last().Value, samples.Single(sample => sample.Name == $"{name}_count" && Same(sample.Labels, own)).Value);
            Assert.Single(samples, sample => sample.Name == $"{name}_sum" && Same(sample.Labels, own));
        }
    }

    private static Sample ReadSample(string line)
    {
        var match = SampleLine().Match(line);
        Assert.True(match.Success, $"Not a sample: {line}");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match label in Label().Matches(match.Groups[2].Value))
        {
            Assert.True(labels.TryAdd(label.Groups[1].Value, Unescape(label.Groups[2].Value)), $"A label twice: {line}");
        }

        return new Sample(match.Groups[1].Value, labels, Number(match.Groups[3].Value));
    }

    private static string Unescape(string text) => Escape().Replace(text, match => match.Value switch { "\\n" => "\n", "\\\"" => "\"", _ => "\\" });

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static bool Same(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        left.Count == right.Count && left.All(label => right.TryGetValue(label.Key, out var value) && value == label.Value);

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\\n]|\\[\\n])*$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*",?)+)\})? (\S+)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)",?""")]
    private static partial Regex Label();

    [GeneratedRegex("""\\[\\"n]""")]
    private static partial Regex Escape();
}
