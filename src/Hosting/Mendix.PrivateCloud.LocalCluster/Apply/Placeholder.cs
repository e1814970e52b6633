using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;
namespace Mendix.PrivateCloud.LocalCluster.Apply;

internal static class ManagedFields { public static void Update(ResourceType type, JsonObject? before, JsonObject after, string manager, string subresource, DateTimeOffset now) { } }
internal static class ServerSideApply { public static JsonObject Apply(ResourceType type, JsonObject? live, JsonObject applied, string manager, bool force, string subresource, DateTimeOffset now) => live is null ? applied.DeepClone().AsObject() : Patching.MergePatch.Apply(live, applied.DeepClone().AsObject()); }
