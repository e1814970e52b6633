using System.Globalization;
using System.Text;

namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>The figures as tables.</summary>
internal static class EnvironmentsReport
{
    public static string Write(EnvironmentsResult result)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

        Line($"{result.Machine}");
        if (result is { OneAlone: { } one, AllAtOnce: { } all })
        {
            Line($"");
            Line($"| request of the operator, per environment | must be | one alone | {result.Count} at once |");
            Line($"|---|---|---|---|");
            foreach (var what in RequiredWrites.PerEnvironment.Keys.Union(one.ByKind.Keys).Union(all.ByKind.Keys).Order(StringComparer.Ordinal))
            {
                var required = what == RequiredWrites.PlanStatus ? $"{RequiredWrites.PerBurst} in all" : $"{RequiredWrites.PerEnvironment.GetValueOrDefault(what)}";
                Line($"| {what} | {required} | {one.ByKind.GetValueOrDefault(what):0.###} | {all.ByKind.GetValueOrDefault(what):0.###} |");
            }

            Line($"| **all** | **{one.Required:0.###}** alone, **{all.Required:0.###}** | **{one.Total:0.###}** | **{all.Total:0.###}** |");
            Line($"| excess | | {one.ExcessPercent:+0.0;-0.0} % | {all.ExcessPercent:+0.0;-0.0} % |");
        }

        Line($"");
        Line($"| time | p50 | p99 | longest |");
        Line($"|---|---|---|---|");
        Line($"| one alone, created to Ready ({result.OneAloneReady.Count} times) | {Times(result.OneAloneReady)} |");
        Line($"| {result.Count} at once, created to Ready; all after {result.AllAtOnceSeconds:0.00} s | {Times(result.AllAtOnceReady)} |");
        Line($"| spec change sent to status seen ({result.ChangeSeen.Count} times) | {Times(result.ChangeSeen)} |");
        Line($"| the change's own request in it | {Times(result.ChangeRequest)} |");

        Line($"");
        Line($"| {result.Count} at once | peak memory | memory | processor time |");
        Line($"|---|---|---|---|");
        Line($"| {(result.Server is null ? "operator, its user and API server" : "operator and its user")} | {Used(result.Process)} |");
        if (result.Server is { } server)
        {
            Line($"| API server | {Used(server)} |");
        }

        Line($"");
        Line($"| at rest | writes | reads | duration | processor time | reconciles |");
        Line($"|---|---|---|---|---|---|");
        Line($"| restart of the operator | {Rest(result.Restart)} |");
        Line($"| full resync | {Rest(result.Resync)} |");
        return text.ToString();
    }

    private static string Times(Latencies times) => string.Create(CultureInfo.InvariantCulture, $"{times.P50:0.00} ms | {times.P99:0.00} ms | {times.Max:0.00} ms");

    private static string Used(ProcessFigures used) =>
        string.Create(CultureInfo.InvariantCulture, $"{used.PeakMemory:0} MB | {used.Memory:0} MB | {used.ProcessorSeconds:0.0} s");

    private static string Rest(RestFigures rest) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count(rest.Writes)} | {Count(rest.Reads)} | {rest.Seconds:0.00} s | {rest.ProcessorSeconds:0.00} s | {string.Join(", ", rest.Reconciles.Select(pair => $"{pair.Key} {pair.Value}"))}");

    private static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "not counted";
}
