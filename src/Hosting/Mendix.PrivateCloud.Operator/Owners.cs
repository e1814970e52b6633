using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator;

/// <summary>Owner references: who made an object, and with whose end it goes.</summary>
internal static class Owners
{
    public static OwnerReference ReferenceTo(IKubernetesObject owner) => new()
    {
        ApiVersion = owner.ApiVersion,
        Kind = owner.Kind,
        Name = owner.Metadata.Name!,
        Uid = owner.Metadata.Uid!,
        Controller = true,
        BlockOwnerDeletion = true,
    };

    public static OwnerReference? ControllerOf(IKubernetesObject resource) =>
        resource.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true);

    public static bool IsOwnedBy(IKubernetesObject resource, IKubernetesObject owner) =>
        ControllerOf(resource)?.Uid == owner.Metadata.Uid;

    /// <summary>Metadata of a child: name, owner and labels, all of which a hand edit is corrected to.</summary>
    public static ObjectMeta Child(IKubernetesObject owner, string name, string app) => new()
    {
        Namespace = owner.Metadata.Namespace,
        Name = name,
        Labels = Labels.Of(app),
        OwnerReferences = [ReferenceTo(owner)],
    };
}
