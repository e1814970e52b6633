using System.Globalization;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rollout;

/// <summary>A number of replicas that is written as a number or as a percentage.</summary>
internal static class Share
{
    /// <summary>How many of a total that is, rounded up; null for what is neither a number from 0 nor a percentage from 0% to 100%.</summary>
    public static int? Of(IntOrString value, int total)
    {
        if (value.Number is { } number)
        {
            return number < 0 ? null : number;
        }

        return value.Text!.EndsWith('%')
            && int.TryParse(value.Text.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var percentage) && percentage <= 100
            ? ((total * percentage) + 99) / 100
            : null;
    }
}
