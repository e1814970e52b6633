using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Sql;

/// <summary>A random password that every password policy of SQL Server and Azure SQL accepts.</summary>
internal static class TenantPassword
{
    // One of each kind, always: 32 random letters and digits lack a digit once in 250 times, and are then refused as not complex.
    private const string OneOfEachKind = "-Aa0";
    private const int RandomCharacters = 28;

    public static SecretValue Create() => new(SecretValue.Random(RandomCharacters).Reveal() + OneOfEachKind);
}
