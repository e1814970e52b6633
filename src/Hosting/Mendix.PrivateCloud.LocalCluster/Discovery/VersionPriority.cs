using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.LocalCluster.Discovery;

/// <summary>The order of API versions in Kubernetes: v2, v1, v1beta2, v1beta1, v1alpha1, then anything else by name.</summary>
internal sealed partial class VersionPriority : IComparer<string>
{
    public static readonly VersionPriority Instance = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (Rank(x!), Rank(y!));
        return left != right ? right.CompareTo(left) : string.CompareOrdinal(x, y);
    }

    private static (int Stability, int Major, int Minor) Rank(string version)
    {
        var match = Pattern().Match(version);
        if (!match.Success)
        {
            return (-1, 0, 0);
        }

        var stability = match.Groups[2].Value switch { "" => 2, "beta" => 1, _ => 0 };
        return (stability, int.Parse(match.Groups[1].Value), match.Groups[3].Success ? int.Parse(match.Groups[3].Value) : 0);
    }

    [GeneratedRegex("^v([0-9]{1,6})(?:(alpha|beta)([0-9]{1,6}))?$")]
    private static partial Regex Pattern();
}
