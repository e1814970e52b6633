using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Fields;

/// <summary>What became of a MendixApp: everything that the operator made of it, read back from the cluster.</summary>
internal sealed class RenderedApp
{
    public required MendixApp App { get; init; }

    public required Runtime Runtime { get; init; }

    public required Deployment Master { get; init; }

    public required Deployment? Worker { get; init; }

    public required StorageInstance? Database { get; init; }

    public required StorageInstance? Files { get; init; }

    public required Build Build { get; init; }

    public required Service Service { get; init; }

    public required Ingress Ingress { get; init; }

    public required PodDisruptionBudget? Budget { get; init; }

    public required Secret Settings { get; init; }

    public required Secret? Tls { get; init; }

    public PodTemplateSpec Template => Master.Spec!.Template!;

    public PodSpec Pod => Template.Spec!;

    public Container Main => Container("mendix");

    public Container Sidecar => Container("m2ee-sidecar");

    /// <summary>The runtime's settings.</summary>
    public JsonObject Config => Json("config");

    public static async Task<RenderedApp> ReadAsync(FaultCase environment)
    {
        const string Name = FaultCase.App;
        return new RenderedApp
        {
            App = (await environment.FindAsync<MendixApp>(Name))!,
            Runtime = (await environment.FindAsync<Runtime>(Name))!,
            Master = (await environment.FindAsync<Deployment>($"{Name}-master"))!,
            Worker = await environment.FindAsync<Deployment>($"{Name}-worker"),
            Database = await environment.FindAsync<StorageInstance>($"{Name}-database"),
            Files = await environment.FindAsync<StorageInstance>($"{Name}-file"),
            Build = (await environment.FindAsync<Build>($"{Name}-build"))!,
            Service = (await environment.FindAsync<Service>(Name))!,
            Ingress = (await environment.FindAsync<Ingress>(Name))!,
            Budget = await environment.FindAsync<PodDisruptionBudget>(Name),
            Settings = (await environment.FindAsync<Secret>($"{Name}-runtime"))!,
            Tls = await environment.FindAsync<Secret>($"{Name}-tls"),
        };
    }

    public Container Container(string name) => Pod.Containers!.Single(container => container.Name == name);

    public string? Variable(string name) => Main.Env!.SingleOrDefault(variable => variable.Name == name)?.Value;

    /// <summary>What a file of the settings Secret says.</summary>
    public string Text(string key) => System.Text.Encoding.UTF8.GetString(Settings.Data![key]);

    public JsonObject Json(string key) => JsonNode.Parse(Text(key))!.AsObject();

    public string? Setting(string name) => (string?)Config[name];
}
