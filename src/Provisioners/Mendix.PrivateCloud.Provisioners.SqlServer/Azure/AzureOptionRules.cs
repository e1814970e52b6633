using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Azure;

/// <summary>
/// Which of a plan's Azure options go together (reference, SQL Server 1.1). The server would refuse the rest at the first
/// environment; here they are refused with the plan. Names of editions and objectives are checked by their form only,
/// because Azure's list of them grows.
/// </summary>
internal static partial class AzureOptionRules
{
    /// <summary>The form of an edition or a service objective.</summary>
    public const string Word = "[A-Za-z0-9_]+";

    private const int MegabytesPerGigabyte = 1024;

    private static readonly int[] Megabytes = [100, 250, 500];

    private static readonly int[] Gigabytes = [1, 2, 5, 10, 20, 30, 40, 50, 100, 150, 200, 250, 300, 400, 500, 750, 1024];

    // By what the documented objectives of each edition begin with.
    private static readonly (string Prefix, string Edition)[] Objectives =
        [("GP_", "GeneralPurpose"), ("BC_", "BusinessCritical"), ("HS_", "Hyperscale"), ("Basic", "Basic"), ("S", "Standard"), ("P", "Premium")];

    public static IEnumerable<ValidationResult> Check(SqlServerPlan plan) => plan.IsAzureSql ? Together(plan) : NotThere(plan);

    /// <summary>A size as the statement wants it, such as <c>1 GB</c>; null when it is none of Azure's.</summary>
    public static string? Size(string text) => Parse(text) is { } size ? $"{size.Number.ToString(CultureInfo.InvariantCulture)} {size.Unit}" : null;

    private static IEnumerable<ValidationResult> NotThere(SqlServerPlan plan)
    {
        (string Name, string? Value)[] fields =
        [
            (nameof(plan.ElasticPool), plan.ElasticPool), (nameof(plan.Edition), plan.Edition),
            (nameof(plan.ServiceObjective), plan.ServiceObjective), (nameof(plan.MaximumSize), plan.MaximumSize),
        ];
        return fields.Where(field => !string.IsNullOrEmpty(field.Value))
            .Select(field => Fault("is for Azure SQL only, and the plan's field 'isAzureSql' is false: leave it out, or set 'isAzureSql' to true.", field.Name));
    }

    private static IEnumerable<ValidationResult> Together(SqlServerPlan plan)
    {
        var pool = plan.ElasticPool is { Length: > 0 };
        if (pool && Sql.SqlText.Problem(plan.ElasticPool!) is { } problem)
        {
            yield return Fault(problem, nameof(plan.ElasticPool));
        }

        if (pool && plan.ServiceObjective is { Length: > 0 })
        {
            yield return Fault("excludes 'elasticPool': in a pool, the pool is the objective. Leave one of the two out.", nameof(plan.ServiceObjective));
        }

        if (pool && plan.Edition is { Length: > 0 })
        {
            yield return Fault("excludes 'elasticPool': in a pool, the tier is the pool's. Leave one of the two out.", nameof(plan.Edition));
        }

        var edition = plan.Edition is { Length: > 0 } named ? named : EditionOf(plan.ServiceObjective);
        if (plan is { Edition.Length: > 0, ServiceObjective: { Length: > 0 } objective } && EditionOf(objective) is { } other
            && !other.Equals(edition, StringComparison.OrdinalIgnoreCase))
        {
            yield return Fault($"has the value '{objective}', which belongs to the edition {other}, not to {edition}.", nameof(plan.ServiceObjective));
        }

        if (plan.MaximumSize is { Length: > 0 } size && SizeProblem(size, edition, plan.ServiceObjective) is { } fault)
        {
            yield return Fault(fault, nameof(plan.MaximumSize));
        }
    }

    private static string? SizeProblem(string text, string? edition, string? objective)
    {
        if (Parse(text) is not { } size)
        {
            return $"has the value '{text}', which is not one of Azure's sizes: 100 MB, 250 MB, 500 MB, {string.Join(", ", Gigabytes)} GB, then every 256 GB up to 4096 GB.";
        }

        if ("Hyperscale".Equals(edition, StringComparison.OrdinalIgnoreCase))
        {
            return "does not apply to the edition Hyperscale: leave it out.";
        }

        var largest = Largest(edition, objective);
        return size.Megabytes > (long)largest * MegabytesPerGigabyte
            ? $"has the value '{text}'; {objective ?? edition} holds at most {largest} GB."
            : null;
    }

    private static int Largest(string? edition, string? objective) => edition?.ToUpperInvariant() switch
    {
        "BASIC" => 2,
        "STANDARD" when objective?.ToUpperInvariant() is "S0" or "S1" or "S2" => 250,
        "STANDARD" => 1024,
        "PREMIUM" when objective?.ToUpperInvariant() is "P1" or "P2" or "P4" or "P6" => 1024,
        _ => 4096,
    };

    private static string? EditionOf(string? objective) => string.IsNullOrEmpty(objective)
        ? null
        : Objectives.FirstOrDefault(known => KnownObjective().IsMatch(objective) && objective.StartsWith(known.Prefix, StringComparison.OrdinalIgnoreCase)).Edition;

    private static (int Number, string Unit, long Megabytes)? Parse(string text)
    {
        if (SizeForm().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value.ToUpperInvariant() switch
        {
            "MB" when Megabytes.Contains(number) => (number, "MB", number),
            "GB" when Gigabytes.Contains(number) || (number is > 1024 and <= 4096 && number % 256 == 0) => (number, "GB", (long)number * MegabytesPerGigabyte),
            _ => null,
        };
    }

    private static ValidationResult Fault(string problem, string field) => new(problem, [field]);

    [GeneratedRegex("^([0-9]{1,4}) ?(MB|GB)$", RegexOptions.IgnoreCase)]
    private static partial Regex SizeForm();

    [GeneratedRegex("^(Basic|S[0-9]+|P[0-9]+|(GP|BC|HS)_.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex KnownObjective();
}
