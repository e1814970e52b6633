using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Endpoints;

/// <summary>How an environment is reached.</summary>
public sealed class EndpointTests
{
    private static OperatorConfiguration Configuration(string type, OperatorIngress? ingress = null) => new()
    {
        Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "mendix-operator-configuration" },
        Spec = new OperatorConfigurationSpec { Endpoint = new OperatorEndpoint { Type = type, Ingress = ingress } },
    };

    [Fact]
    public async Task An_Ingress_gets_host_annotations_and_TLS_from_the_configuration_and_the_app()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration(EndpointTypes.Ingress, new OperatorIngress
        {
            Domain = "apps.example.com",
            EnableTls = true,
            TlsSecretName = "{{.Name}}-tls-secret",
            IngressClassName = "nginx",
            PathType = "Prefix",
            Annotations = new Dictionary<string, string> { ["a"] = "{{.Name}} at {{.Domain}}", ["b"] = "default" },
        }));
        var wanted = Samples.App("crm");
        wanted.Spec!.EndpointAnnotations = new Dictionary<string, string> { ["b"] = "own" };
        await cluster.ApplyAsync(wanted);

        var app = await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        Assert.Equal("https://crm.apps.example.com", app.Status!.AppUrl);
        var ingress = (await cluster.FindAsync<Ingress>("crm"))!;
        Assert.Equal("crm.apps.example.com", ingress.Spec!.Rules!.Single().Host);
        Assert.Equal("crm-tls-secret", ingress.Spec.Tls!.Single().SecretName);
        Assert.Equal("crm at apps.example.com", ingress.Metadata.Annotations!["a"]);
        Assert.Equal("own", ingress.Metadata.Annotations["b"]);

        wanted.Spec.EndpointAnnotations = null;
        await cluster.ApplyAsync(wanted);
        await cluster.UntilAsync<Ingress>("crm", ingress => ingress.Metadata.Annotations!["b"] == "default");
    }

    [Fact]
    public async Task A_change_of_the_type_takes_the_Ingress_away_without_a_restart()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration(EndpointTypes.Ingress, new OperatorIngress { Domain = "apps.example.com" }));
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status!.AppUrl == "http://crm.apps.example.com");

        await cluster.ApplyAsync(Configuration(EndpointTypes.Service));

        await cluster.UntilGoneAsync<Ingress>("crm");
        await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status!.AppUrl == "http://crm.apps.svc:8080");
    }

    [Fact]
    public async Task An_Ingress_without_a_host_names_both_places_to_set_it()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration(EndpointTypes.Ingress));
        await cluster.ApplyAsync(Samples.App("crm"));

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("MissingField"));

        Assert.Contains("spec.appURL", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains("spec.endpoint.ingress.domain", app.ReadyCondition()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inline_certificate_becomes_a_Secret_of_the_app()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration(EndpointTypes.Ingress, new OperatorIngress { Domain = "apps.example.com" }));
        var app = Samples.App("crm");
        var (certificate, key) = TestCertificate.Make();
        app.Spec!.Tls = new MendixAppTls { EnableTls = true, Certificate = certificate, Key = key };
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        Assert.Equal("crm-tls", (await cluster.FindAsync<Ingress>("crm"))!.Spec!.Tls!.Single().SecretName);
        Assert.Equal(Encoding.UTF8.GetBytes(key), (await cluster.FindAsync<Secret>("crm-tls"))!.Data!["tls.key"]);
        Assert.DoesNotContain(cluster.Logs.Lines, line => line.Contains(key[40..80], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_Secret_of_an_inline_certificate_goes_when_another_one_is_named()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration(EndpointTypes.Ingress, new OperatorIngress { Domain = "apps.example.com" }));
        var app = Samples.App("crm");
        var (certificate, key) = TestCertificate.Make();
        app.Spec!.Tls = new MendixAppTls { EnableTls = true, Certificate = certificate, Key = key };
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        app.Spec.Tls = new MendixAppTls { EnableTls = true, SecretName = "mine" };
        await cluster.ApplyAsync(app);

        await cluster.UntilGoneAsync<Secret>("crm-tls");
        Assert.Equal("mine", (await cluster.FindAsync<Ingress>("crm"))!.Spec!.Tls!.Single().SecretName);
    }
}
