using System.Globalization;
using Mendix.PrivateCloud.Provisioners.Minio.Admin;

namespace Mendix.PrivateCloud.Provisioners.Minio.Diagnosis;

/// <summary>The oldest release that understands what we encrypt (reference, MinIO admin API 5).</summary>
internal static class MinimumVersion
{
    public const string Release = "RELEASE.2021-05-11";

    private static readonly DateTimeOffset Date = new(2021, 5, 11, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A node that is too old; null when there is none. Versions that are no dates are builds of one's own and pass.</summary>
    public static string? TooOld(Server server) => (server.Servers ?? []).Select(node => node.Version).FirstOrDefault(version =>
        DateTimeOffset.TryParse(version, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date < Date);
}
