namespace Mendix.PrivateCloud.LocalCluster.Objects;

internal static class Timestamp
{
    /// <summary>RFC 3339 in UTC to the second: <c>metav1.Time</c>.</summary>
    public static string ToKubernetesTime(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
