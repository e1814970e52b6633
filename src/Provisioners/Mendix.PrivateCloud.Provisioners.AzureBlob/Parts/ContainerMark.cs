using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Parts;

/// <summary>The mark as a pair of a container's metadata. Names there are identifiers, and values ASCII.</summary>
internal static class ContainerMark
{
    public const string Name = "mendixprivatecloud";

    /// <summary>The mark of a tenant. Its id, which decides, is ASCII; the names after it are for people.</summary>
    public static string Of(Tenant tenant)
    {
        var mark = TenantMark.Of(tenant);
        var id = mark.IndexOf(' ', StringComparison.Ordinal) + 1;
        return mark[..id] + string.Concat(mark[id..].Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/' ? c : '_'));
    }
}
