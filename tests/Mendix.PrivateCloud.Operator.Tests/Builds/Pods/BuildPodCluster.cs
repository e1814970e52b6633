using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Builds.Pods;

/// <summary>A cluster whose configuration has images built by pods.</summary>
internal static class BuildPodCluster
{
    public const string Source = "https://files.example.com/crm.mda?signature=s3cret";

    public static async Task<OperatorCluster> StartAsync(BuildNode node, Action<OperatorOptions>? configure = null)
    {
        var cluster = await OperatorCluster.StartAsync(options =>
        {
            (options.BuildControllers.BackoffInitial, options.BuildControllers.BackoffMax) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500));
            configure?.Invoke(options);
        }, node: node);
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(new Secret
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "push" },
            Data = new() { ["username"] = "robot"u8.ToArray(), ["password"] = "hunter2"u8.ToArray() },
        });
        await cluster.ApplyAsync(Configuration());
        return cluster;
    }

    public static OperatorConfiguration Configuration(Action<OperatorConfigurationSpec>? change = null) => ConfigurationSamples.Configuration(spec =>
    {
        spec.Registry = new OperatorRegistry { PushUrl = "push.example.com", PullUrl = "pull.example.com", CredentialsSecretName = "push" };
        spec.BuildRuntimeBaseImage = "registry.example.com/base:1";
        spec.BuildTask = new BuildTask { Image = "registry.example.com/task:1" };
        change?.Invoke(spec);
    });

    public static MendixApp App(string source = Source)
    {
        var app = Samples.App("crm");
        app.Spec!.SourceUrl = source;
        return app;
    }

    public static Task<MendixApp> UntilReadyAsync(this OperatorCluster cluster) => cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

    /// <summary>Waits until the Build says this.</summary>
    public static Task<Build> UntilSaysAsync(this OperatorCluster cluster, string reason, string words) => cluster.UntilAsync<Build>("crm-build", build =>
        build.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready") is { } ready
        && ready.Reason == reason && ready.Message!.Contains(words, StringComparison.Ordinal));

    /// <summary>Waits until nothing is left of a build but its image.</summary>
    public static async Task UntilClearAsync(this OperatorCluster cluster)
    {
        await cluster.UntilGoneAsync<Pod>("crm-build");
        await cluster.UntilGoneAsync<Secret>("crm-build");
    }

    public static async Task<string?> DeployedImageAsync(this OperatorCluster cluster) =>
        (await cluster.FindAsync<Deployment>("crm-master"))?.Spec?.Template?.Spec?.Containers?.Single().Image;

    public static string Text(this BuildPodSeen pod, string file) => Encoding.UTF8.GetString(pod.Files[file]);
}
