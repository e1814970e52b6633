using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.ReferenceHost.Commands;

namespace Mendix.PrivateCloud.ReferenceHost.Manifests;

/// <summary>What <c>--postgres</c> adds: a StoragePlan, and the Secret with the account's password.</summary>
internal static class PostgresManifests
{
    public const string PlanName = "postgres";
    public const string SecretName = "postgres-plan";
    private const string Origin = "--postgres";

    public static IEnumerable<HostManifest> Of(PostgresServer server, string namespaceName)
    {
        yield return new HostManifest(Secret(server, namespaceName), Origin, null);
        yield return new HostManifest(Plan(server, namespaceName), Origin, null);
    }

    private static Secret Secret(PostgresServer server, string namespaceName) => new()
    {
        Metadata = new ObjectMeta { Namespace = namespaceName, Name = SecretName },
        Type = "Opaque",
        Data = new Dictionary<string, byte[]> { ["password"] = Encoding.UTF8.GetBytes(server.RevealPassword()) },
    };

    private static StoragePlan Plan(PostgresServer server, string namespaceName) => new()
    {
        Metadata = new ObjectMeta { Namespace = namespaceName, Name = PlanName },
        Spec = new StoragePlanSpec
        {
            Type = StoragePlanTypes.OnDemand,
            StorageType = StorageTypes.Database,
            Provisioner = new ProvisionerReference
            {
                Type = "postgres",
                CredentialsSecretName = SecretName,
                Parameters = JsonSerializer.SerializeToElement(new JsonObject
                {
                    ["host"] = server.Host,
                    ["port"] = server.Port,
                    ["database"] = server.Database,
                    ["userName"] = server.UserName,
                    ["strictTls"] = server.StrictTls,
                }),
            },
        },
    };
}
