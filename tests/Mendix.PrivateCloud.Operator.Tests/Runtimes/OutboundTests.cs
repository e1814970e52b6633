using System.Text;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes;

/// <summary>A proxy and authorities of the configuration reach the app; what its user says of his own wins.</summary>
public sealed class OutboundTests
{
    private static readonly OperatorProxy Proxy = new() { HttpProxy = "http://proxy.example.com:3128", NoProxy = ["db.example.com", ".internal.example.com"] };

    [Fact]
    public async Task They_reach_the_pod_and_the_runtime()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(new Secret
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "authorities" },
            Data = new() { ["custom.crt"] = Encoding.UTF8.GetBytes(TestCertificate.Shared.Certificate) },
        });
        await cluster.ApplyAsync(Configuration(spec => (spec.Proxy, spec.CustomCASecretName) = (Proxy, "authorities")));
        var app = Samples.App("crm");
        app.Spec!.Runtime = new RuntimeConfiguration { EnvironmentVariables = [new EnvVar { Name = "HTTPS_PROXY", Value = "http://own:1" }] };
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        var pod = (await cluster.FindAsync<Deployment>("crm-master"))!.Spec!.Template!.Spec!;
        var container = pod.Containers!.Single(container => container.Name == "mendix");
        string? Variable(string name) => container.Env!.Single(variable => variable.Name == name).Value;
        Assert.Equal(("http://proxy.example.com:3128", "http://own:1"), (Variable("HTTP_PROXY"), Variable("HTTPS_PROXY")));
        Assert.Equal("localhost,127.0.0.1,.svc,.cluster.local,db.example.com,.internal.example.com", Variable("NO_PROXY"));
        Assert.Contains("-Dhttps.proxyHost=proxy.example.com -Dhttps.proxyPort=3128", Variable("JAVA_TOOL_OPTIONS"), StringComparison.Ordinal);
        Assert.Contains("|*.internal.example.com", Variable("JAVA_TOOL_OPTIONS"), StringComparison.Ordinal);
        Assert.Equal("authorities", pod.Volumes!.Single(volume => volume.Name == "ca").Secret!.SecretName);
        Assert.Equal("/mnt/mendix/ca", container.VolumeMounts!.Single(mount => mount.Name == "ca").MountPath);
        var settings = JsonNode.Parse((await cluster.FindAsync<Secret>("crm-runtime"))!.Data!["config"])!;
        Assert.Equal("/mnt/mendix/ca/custom.crt", (string?)settings["CACertificates"]);
    }

    [Fact]
    public void Without_a_proxy_nothing_is_said_of_one()
    {
        Assert.Empty(Outbound.Variables(null));
        Assert.Empty(Outbound.Variables(new OperatorProxy { NoProxy = ["a"] }));
        Assert.Equal("", Outbound.JavaOptions(null));
    }

    [Fact]
    public void A_proxy_for_https_alone_leaves_http_alone()
    {
        var proxy = new OperatorProxy { HttpsProxy = "https://proxy.example.com" };

        Assert.Equal(["HTTPS_PROXY", "NO_PROXY"], Outbound.Variables(proxy).Select(variable => variable.Name));
        Assert.StartsWith("-Dhttps.proxyHost=proxy.example.com -Dhttps.proxyPort=443 ", Outbound.JavaOptions(proxy), StringComparison.Ordinal);
    }
}
