using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>A changed field costs the writes of what depends on it, and no others.</summary>
public sealed class ChangedFieldTests
{
    private const string Network = "endpoints endpoints/status mendixapps/status";
    private const string Workload = "runtimes runtimes/status mendixapps/status deployments";

    // Replicas are replaced without silence: the Service is held to the earlier ones, switched when enough of the new are ready (unless the
    // earlier ones are gone by then), and let go; the Deployment is given the new pods, and its usual bounds when they are there.
    private const string Replaced = $"{Workload} services";

    /// <summary>A field, and all that may be written for it.</summary>
    public static TheoryData<string, string> Fields => new()
    {
        { "serviceAnnotations", $"{Network} services" },
        { "endpointAnnotations", $"{Network} ingresses" },
        { "ingressClassName", $"{Network} ingresses" },
        { "ingressPath", $"{Network} ingresses {Replaced} secrets" },
        { "ingressPathType", $"{Network} ingresses" },
        { "tls.secretName", $"{Network} ingresses {Replaced} secrets" },
        { "appURL", $"{Network} ingresses {Replaced} secrets" },
        { "replicas", $"{Workload} poddisruptionbudgets" },
        { "customPodLabels", Replaced },
        { "runtimeDeploymentPodAnnotations", Replaced },
        { "runtime.customConfiguration", $"{Replaced} secrets" },
        { "sourceVersion", "builds builds/status mendixapps/status" },
        { "aFieldOfTheFuture", "mendixapps/status" },
    };

    [Fact]
    public async Task Only_what_depends_on_a_field_is_written_when_it_changes()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilConfigurationAsync(seen => seen.Status?.Rollout?.Ready == 1);
        await cluster.UntilQuietAsync();

        foreach (var (field, allowed) in Fields.Select(row => row.Data))
        {
            cluster.Requests.Clear();
            await cluster.ApplyAsync(Changed(field));
            await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
            await cluster.UntilQuietAsync();
            var writes = cluster.Writes.Where(write => write.Resource is not "events" and not "operatorconfigurations")
                .Select(write => write.Subresource.Length == 0 ? write.Resource : $"{write.Resource}/{write.Subresource}").ToList();

            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{field}: {writes.Count} writes: {string.Join(", ", writes.GroupBy(write => write).Select(same => $"{same.Count()} {same.Key}"))}");
            Assert.Empty(writes.Except(allowed.Split(' ')));
            Assert.All(writes.Where(write => !write.EndsWith("/status", StringComparison.Ordinal)).GroupBy(write => write), same =>
                Assert.True(same.Count() <= MostOf(same.Key, isReplaced: writes.Contains("deployments") && writes.Contains("services")), $"{field}: {same.Count()} {same.Key}"));

            // Back, so that the next field is the only one that differs.
            await cluster.ApplyAsync(Samples.App("crm"));
            await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
            await cluster.UntilQuietAsync();
        }
    }

    [Fact]
    public async Task What_was_written_is_not_written_again_because_it_is_heard_of_late()
    {
        await using var cluster = await OperatorCluster.StartAsync(transport: SlowWatch.Of("runtimes", TimeSpan.FromSeconds(1)));
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();
        cluster.Requests.Clear();

        await cluster.ApplyAsync(Changed("customPodLabels"));
        await cluster.UntilAsync<Runtime>("crm", runtime => runtime.Metadata.Generation > 1);
        // The MendixApp is looked at again, and again from the old copy of its Runtime.
        await cluster.ApplyAsync(Changed("aFieldOfTheFuture", Changed("customPodLabels")));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        Assert.Single(cluster.Writes, write => write is { Resource: "runtimes", Subresource: "" });
    }

    private static int MostOf(string written, bool isReplaced) => (isReplaced, written) switch
    {
        (true, "services") => 3,
        (true, "deployments") => 2,
        _ => 1,
    };

    private static MendixApp Changed(string field, MendixApp? before = null)
    {
        var app = before ?? Samples.App("crm");
        var spec = app.Spec!;
        Action act = field switch
        {
            "serviceAnnotations" => () => spec.ServiceAnnotations = new() { ["a"] = "1" },
            "endpointAnnotations" => () => spec.EndpointAnnotations = new() { ["a"] = "1" },
            "ingressClassName" => () => spec.IngressClassName = "other",
            "ingressPath" => () => spec.IngressPath = "/crm",
            "ingressPathType" => () => spec.IngressPathType = "Exact",
            "tls.secretName" => () => spec.Tls = new MendixAppTls { EnableTls = true, SecretName = "cert" },
            "appURL" => () => spec.AppUrl = "other.example.com",
            "replicas" => () => spec.Replicas = 2,
            "customPodLabels" => () => spec.CustomPodLabels = new GeneralMap { General = new() { ["a"] = "1" } },
            "runtimeDeploymentPodAnnotations" => () => spec.RuntimeDeploymentPodAnnotations = new() { ["a"] = "1" },
            "runtime.customConfiguration" => () => spec.Runtime = new RuntimeConfiguration { CustomConfiguration = """{"A":1}""" },
            "sourceVersion" => () => spec.SourceVersion = "2.0",
            "aFieldOfTheFuture" => () => spec.UnknownFields = new() { ["aFieldOfTheFuture"] = System.Text.Json.JsonSerializer.SerializeToElement(1) },
            _ => throw new ArgumentException($"No change of {field}."),
        };
        act();
        return app;
    }
}
