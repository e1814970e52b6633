using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.ImageBuild.Ecr;

/// <summary>The host name of a registry of ECR, which names its region.</summary>
internal static partial class EcrHost
{
    /// <returns>The region; null when it is no such host.</returns>
    public static string? RegionOf(string registry) => Form().Match(registry) is { Success: true } match ? match.Groups["region"].Value : null;

    [GeneratedRegex(@"^\d{12}\.(dkr\.ecr(-fips)?\.(?<region>[a-z0-9-]+)\.(amazonaws\.com(\.cn)?|[a-z0-9.-]+)|dkr-ecr(-fips)?\.(?<region>[a-z0-9-]+)\.on\.(aws|amazonwebservices\.com\.cn))(:443)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
