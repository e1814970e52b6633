using System.Globalization;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>Reads <c>spec.rollout.maxUnavailable</c>: how many environments may take a configuration at a time.</summary>
internal static class RolloutPlaces
{
    private const int DefaultPercentage = 10;

    public static bool IsValid(IntOrString limit) => limit.Number is { } number ? number >= 1 : Percentage(limit) is >= 1 and <= 100;

    /// <summary>The places among so many environments; at least one, so that it goes on.</summary>
    public static int Of(IntOrString? limit, int environments)
    {
        if (limit?.Number is { } number)
        {
            return Math.Max(1, number);
        }

        var percentage = limit is { } text ? Percentage(text) ?? DefaultPercentage : DefaultPercentage;
        return Math.Max(1, ((environments * percentage) + 99) / 100);
    }

    private static int? Percentage(IntOrString limit) =>
        limit.Text is [.. var digits, '%'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var percentage) ? percentage : null;
}
