using System.Security.Cryptography;
using System.Text;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Sql;

/// <summary>
/// The SID under which a login is made. A login holds no text, but its SID may be chosen and is read back, so it is the
/// mark: derived from the tenant's id and the slot, it tells our login from a foreign one of the same name.
/// </summary>
internal static class LoginSid
{
    private const int Length = 16;

    // Azure SQL takes SIDs of this form only (CREATE LOGIN, Azure SQL Database).
    private static readonly byte[] AzurePrefix = [0x01, 0x06, 0, 0, 0, 0, 0, 0x64, 0, 0, 0, 0, 0, 0, 0, 0];

    public static byte[] Of(Tenant tenant, CredentialSlot slot, bool isAzureSql)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"mendix-private-cloud/{tenant.Id}/{slot}"))[..Length];
        return isAzureSql ? [.. AzurePrefix, .. hash] : hash;
    }
}
