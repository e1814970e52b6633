using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost;

/// <summary>Short ways to make what the tests look at.</summary>
internal static class Snapshots
{
    public static ResourceSnapshot App(string name, ResourceState state, string reason = "", string message = "", string detail = "") =>
        new($"uid-{name}", null, "MendixApp", "apps", name, state, reason, message) { Detail = detail };

    public static ResourceSnapshot Child(
        string kind, string name, string owner, ResourceState state = ResourceState.Ready, string reason = "", string message = "", string detail = "") =>
        new($"uid-{name}", $"uid-{owner}", kind, "apps", name, state, reason, message) { Detail = detail };

    public static IReadOnlyList<ResourceNode> Trees(params ResourceSnapshot[] resources) => EnvironmentTree.Build(resources, _ => default);

    /// <summary>An environment as it is when all went well.</summary>
    public static ResourceSnapshot[] ReadyEnvironment(string name) =>
    [
        App(name, ResourceState.Ready, detail: $"http://{name}.example.com"),
        Child("StorageInstance", $"{name}-database", name, detail: "plan postgres"),
        Child("StorageInstance", $"{name}-file", name, detail: "plan files"),
        Child("Secret", $"{name}-database-credentials", $"{name}-database"),
        Child("Build", $"{name}-build", name),
        Child("Endpoint", $"{name}-endpoint", name),
        Child("Service", $"{name}-service", $"{name}-endpoint"),
        Child("Runtime", $"{name}-runtime", name),
        Child("Deployment", $"{name}-master", $"{name}-runtime", detail: "1/1 ready"),
    ];
}
