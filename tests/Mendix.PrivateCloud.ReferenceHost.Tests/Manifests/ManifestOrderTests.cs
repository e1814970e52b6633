using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.ReferenceHost.Commands;

namespace Mendix.PrivateCloud.ReferenceHost.Manifests;

public sealed class ManifestOrderTests
{
    [Fact]
    public void Whoever_needs_something_comes_after_it()
    {
        IKubernetesObject[] written = [new MendixApp(), new StoragePlan(), new OperatorConfiguration(), new Secret(), new Namespace()];

        var sorted = ManifestApplier.Sorted(written.Select(resource => new HostManifest(resource, "file", 1)));

        Assert.Equal(["Namespace", "Secret", "OperatorConfiguration", "StoragePlan", "MendixApp"], sorted.Select(manifest => manifest.Resource.Kind));
    }

    [Fact]
    public void Only_what_names_no_namespace_gets_one_and_a_Namespace_never_does()
    {
        var named = new HostManifest(new MendixApp { Metadata = { Namespace = "own" } }, "file", 1).WithNamespace("given");
        var unnamed = new HostManifest(new MendixApp(), "file", 1).WithNamespace("given");
        var space = new HostManifest(new Namespace { Metadata = { Name = "made" } }, "file", 1).WithNamespace("given");

        Assert.Equal(["own", "given", null], new[] { named, unnamed, space }.Select(manifest => manifest.Resource.Metadata.Namespace));
        Assert.Equal(["own", "given"], Namespaces.Needed([named, unnamed, space]));
    }

    [Fact]
    public void The_password_of_the_server_is_in_the_Secret_alone()
    {
        Assert.True(PostgresServer.TryParse("Host=db;Username=admin;Password=open-sesame", out var server, out _));

        var manifests = PostgresManifests.Of(server, "apps").ToList();

        var plan = Assert.IsType<StoragePlan>(Assert.Single(manifests, manifest => manifest.Resource is StoragePlan).Resource);
        Assert.DoesNotContain("open-sesame", plan.Spec!.Provisioner!.Parameters!.Value.GetRawText(), StringComparison.Ordinal);
        var secret = Assert.IsType<Secret>(Assert.Single(manifests, manifest => manifest.Resource is Secret).Resource);
        Assert.Equal(plan.Spec.Provisioner.CredentialsSecretName, secret.Metadata.Name);
        Assert.Equal("open-sesame"u8.ToArray(), secret.Data!["password"]);
    }
}
