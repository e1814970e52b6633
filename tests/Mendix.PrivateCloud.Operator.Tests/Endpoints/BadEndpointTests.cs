using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Endpoints;

/// <summary>What a MendixApp can have wrong about its network: told by field and remedy, nothing touched, healed by a good value.</summary>
public sealed class BadEndpointTests
{
    public static TheoryData<string, string> Faults => new()
    {
        { "spec.appURL", "without scheme, port and path" },
        { "spec.appURL", "at most 63 lower-case letters" },
        { "spec.ingressPath", "Begin it with /" },
        { "spec.ingressPathType", "Exact, Prefix or ImplementationSpecific" },
        { "spec.tls.secretName", "cannot be the name of a Secret" },
        { "spec.tls.certificate", "BEGIN CERTIFICATE" },
        { "spec.tls.key", "is not the private key" },
        { "spec.tls", "certificate but no key" },
        { "spec.tls", "both a secretName and a certificate" },
        { "spec.endpointAnnotations[a]", "{{.Nmae}}" },
        { "spec.serviceAnnotations[a]", "{{.Nmae}}" },
    };

    [Fact]
    public async Task Each_fault_is_told_touches_nothing_and_a_good_value_heals()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration());
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        foreach (var (field, because) in Faults.Select(row => row.Data))
        {
            await cluster.UntilQuietAsync();
            cluster.Requests.Clear();
            await cluster.ApplyAsync(Wrong(field, because));
            var told = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("InvalidField"));
            await cluster.UntilQuietAsync();

            Assert.StartsWith(field, told.ReadyCondition()!.Message, StringComparison.Ordinal);
            Assert.Contains(because, told.ReadyCondition()!.Message, StringComparison.Ordinal);
            Assert.Equal(("Failed", "Ready", "Started"), (told.Status!.NetworkStatus, told.Status.RuntimeStatus, told.Status.AppState));
            Assert.All(cluster.Writes.Where(write => write.Resource != "events"), write => Assert.Equal("status", write.Subresource));

            await cluster.ApplyAsync(Samples.App("crm"));
            await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        }
    }

    [Fact]
    public async Task A_certificate_that_is_not_there_yet_is_told_and_does_not_stop_anything()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration());
        var app = Samples.App("crm");
        app.Spec!.Tls = new MendixAppTls { EnableTls = true, SecretName = "later" };
        await cluster.ApplyAsync(app);

        var told = await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        var network = told.Status!.Conditions!.Single(condition => condition.Type == "NetworkReady");
        Assert.Equal(("True", "CertificateMissing"), (network.Status, network.Reason));
        Assert.Contains("'later'", network.Message, StringComparison.Ordinal);

        await cluster.ApplyAsync(new Secret { Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "later" }, Type = "Opaque" });
        await cluster.UntilAsync<MendixApp>("crm", seen => seen.Status!.Conditions!.Any(condition => condition is { Type: "NetworkReady", Reason: "Ready" }));
    }

    [Fact]
    public async Task Foreign_annotations_stay_and_dropped_ones_go()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration());
        var app = Samples.App("crm");
        app.Spec!.EndpointAnnotations = new() { ["ours"] = "1", ["dropped"] = "1" };
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.ApplyAsync(new Ingress { Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "crm", Annotations = new() { ["foreign"] = "1" } } });

        app.Spec.EndpointAnnotations.Remove("dropped");
        await cluster.ApplyAsync(app);

        var ingress = await cluster.UntilAsync<Ingress>("crm", seen => !seen.Metadata.Annotations!.ContainsKey("dropped"));
        Assert.Equal(["foreign", "ours"], ingress.Metadata.Annotations!.Keys.Order(StringComparer.Ordinal));
    }

    private static MendixApp Wrong(string field, string because)
    {
        var app = Samples.App("crm");
        var spec = app.Spec!;
        var (certificate, key) = TestCertificate.Make();
        Action act = (field, because) switch
        {
            ("spec.appURL", "without scheme, port and path") => () => spec.AppUrl = "https://crm.example.com/",
            ("spec.appURL", _) => () => spec.AppUrl = "CRM.example.com",
            ("spec.ingressPath", _) => () => spec.IngressPath = "crm",
            ("spec.ingressPathType", _) => () => spec.IngressPathType = "Regex",
            ("spec.tls.secretName", _) => () => spec.Tls = new MendixAppTls { EnableTls = true, SecretName = "Not A Name" },
            ("spec.tls.certificate", _) => () => spec.Tls = new MendixAppTls { EnableTls = true, Certificate = "MIIB", Key = key },
            ("spec.tls.key", _) => () => spec.Tls = new MendixAppTls { EnableTls = true, Certificate = certificate, Key = TestCertificate.Make().Key },
            ("spec.tls", "certificate but no key") => () => spec.Tls = new MendixAppTls { EnableTls = true, Certificate = certificate },
            ("spec.tls", _) => () => spec.Tls = new MendixAppTls { EnableTls = true, Certificate = certificate, Key = key, SecretName = "mine" },
            ("spec.endpointAnnotations[a]", _) => () => spec.EndpointAnnotations = new() { ["a"] = "{{.Nmae}}" },
            ("spec.serviceAnnotations[a]", _) => () => spec.ServiceAnnotations = new() { ["a"] = "{{.Nmae}}" },
            _ => throw new ArgumentException($"No wrong value for {field}."),
        };
        act();
        return app;
    }
}
