using System.Text;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Testing.Operator;

/// <summary>What a user would write.</summary>
public static class Samples
{
    /// <summary>Where samples live unless they are put elsewhere.</summary>
    public const string Namespace = "apps";

    public static StoragePlan Plan(string name, string provisioner, string storageType, object? parameters = null, string? secret = null, string? type = null) => new()
    {
        Metadata = new ObjectMeta { Namespace = Namespace, Name = name },
        Spec = new StoragePlanSpec
        {
            Type = type,
            StorageType = storageType,
            Provisioner = new ProvisionerReference
            {
                Type = provisioner,
                Parameters = parameters is null ? null : JsonSerializer.SerializeToElement(parameters),
                CredentialsSecretName = secret,
            },
        },
    };

    public static StoragePlan ShelfPlan(string name = "shelf-plan", string host = "shelf-1", string? type = null) =>
        Plan(name, "shelf", StorageTypes.Database, new { host }, "shelf-admin", type);

    public static StoragePlan FilePlan(string name = "files") => Plan(name, "ephemeral-file", StorageTypes.File);

    public static Secret ShelfAdmin(string password = ShelfServer.AdminPassword) => new()
    {
        Metadata = new ObjectMeta { Namespace = Namespace, Name = "shelf-admin" },
        Data = new Dictionary<string, byte[]> { ["password"] = Encoding.UTF8.GetBytes(password) },
    };

    public static MendixApp App(string name, string database = "shelf-plan", string files = "files", int? replicas = null) => new()
    {
        Metadata = new ObjectMeta { Namespace = Namespace, Name = name },
        Spec = new MendixAppSpec
        {
            Database = new StorageRequest { ServicePlan = database },
            Storage = new StorageRequest { ServicePlan = files },
            SourceUrl = "oci-image://registry.example.com/crm:1.0",
            Replicas = replicas,
        },
    };

    public static Condition? ReadyCondition(this MendixApp app) => app.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");

    public static bool IsReady(this MendixApp app) =>
        app.ReadyCondition() is { Status: ConditionStatus.True } ready && ready.ObservedGeneration == app.Metadata.Generation;

    public static bool SaysReason(this MendixApp app, string reason) =>
        app.ReadyCondition() is { } ready && ready.Reason == reason && ready.ObservedGeneration == app.Metadata.Generation;
}
