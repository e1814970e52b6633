using System.Text.Json.Serialization.Metadata;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>An object of the Kubernetes API: it has a kind and metadata.</summary>
public interface IKubernetesObject
{
    /// <summary>Group and version, such as <c>apps/v1</c>, or only the version for the core group.</summary>
    string ApiVersion { get; }

    /// <summary>The kind, such as <c>Secret</c>.</summary>
    string Kind { get; }

    /// <summary>Name, labels, owners and the bookkeeping of the API server.</summary>
    ObjectMeta Metadata { get; set; }
}

/// <summary>A Kubernetes object whose C# type says where it lives in the API and how it is serialized.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IKubernetesObject<TSelf> : IKubernetesObject
    where TSelf : class, IKubernetesObject<TSelf>
{
    /// <summary>Group, version, kind and plural of this type.</summary>
    static abstract ResourceDefinition Definition { get; }

    /// <summary>The generated serializer of this type.</summary>
    static abstract JsonTypeInfo<TSelf> TypeInfo { get; }
}
