using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Nodes;
using Mendix.PrivateCloud.LocalCluster.Objects;
using Mendix.PrivateCloud.LocalCluster.Storage;

namespace Mendix.PrivateCloud.LocalCluster.Deployments;

/// <summary>Makes Pods from the template of a Deployment.</summary>
internal static class PodTemplate
{
    public const string HashLabel = "pod-template-hash";

    public static string Hash(JsonObject deployment) =>
        Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(deployment["spec"]!["template"]!.AsObject())))[..10];

    public static JsonObject Instantiate(JsonObject deployment)
    {
        var template = deployment["spec"]!["template"]!.DeepClone().AsObject();
        var metadata = template["metadata"] as JsonObject ?? [];
        template.Remove("metadata");
        var owner = deployment["metadata"]!;
        var hash = Hash(deployment);
        var labels = metadata["labels"]?.DeepClone().AsObject() ?? [];
        labels[HashLabel] = hash;
        var spec = template["spec"]!.DeepClone().AsObject();
        spec["nodeName"] ??= NodeRunner.NodeName;
        var podMetadata = new JsonObject
        {
            ["name"] = ObjectName.Generate($"{owner.String("name")}-{hash}-"),
            ["labels"] = labels,
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "apps/v1",
                ["kind"] = "Deployment",
                ["name"] = owner.String("name"),
                ["uid"] = owner.String("uid"),
                ["controller"] = true,
                ["blockOwnerDeletion"] = true,
            }),
        };
        if (metadata["annotations"] is { } annotations)
        {
            podMetadata["annotations"] = annotations.DeepClone();
        }

        return new JsonObject { ["metadata"] = podMetadata, ["spec"] = spec };
    }
}
