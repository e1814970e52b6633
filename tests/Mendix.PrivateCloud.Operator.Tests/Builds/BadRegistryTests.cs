using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Testing.Registry;

namespace Mendix.PrivateCloud.Operator.Tests.Builds;

/// <summary>Each field that leads to the registry, wrong: the message names it, nothing is pushed, and a good value heals.</summary>
[Collection(nameof(BuildCase))]
public sealed class BadRegistryTests(RegistryFixture registries)
{
    public static TheoryData<string, string, string> Fields() => new()
    {
        { "no configuration", "MissingField", "spec.registry of the OperatorConfiguration is not set" },
        { "no registry", "MissingField", "spec.registry of the OperatorConfiguration is not set" },
        { "type", "InvalidField", "spec.registry.type of the OperatorConfiguration is 'quay', which is not known. Use one of generic, docker-secret, openshift" },
        { "no pushURL", "MissingField", "spec.registry.pushURL of the OperatorConfiguration is not set" },
        { "pushURL with credentials", "InvalidField", "spec.registry.pushURL of the OperatorConfiguration names no registry" },
        { "pushURL without domain", "InvalidField", "spec.registry.pushURL of the OperatorConfiguration names no registry" },
        { "pushURL with http", "InvalidField", "without http://" },
        { "pullURL", "InvalidField", "spec.registry.pullURL of the OperatorConfiguration names no registry" },
        { "template with an unknown place", "InvalidField", "spec.registry.imageNameTemplate of the OperatorConfiguration cannot be used. The template '{{.Foo}}:1' names {{.Foo}}" },
        { "template that is no name", "InvalidField", "spec.registry.imageNameTemplate of the OperatorConfiguration cannot be used. The image name 'registry.example.com/UPPER:1' has an invalid repository" },
        { "no version", "BuildFailed", "names {{.Version}}, for which there is no value. Give one, or leave it out. Correct spec.sourceVersion of the MendixApp" },
        { "no base image", "MissingField", "spec.buildRuntimeBaseImage of the OperatorConfiguration is not set" },
        { "base image", "InvalidField", "spec.buildRuntimeBaseImage of the OperatorConfiguration cannot be used" },
        { "tag of the base image", "InvalidField", "spec.baseOSImageTagTemplate of the OperatorConfiguration cannot be used" },
        { "base image that is not there", "BuildFailed", "has no mendix/none" },
        { "no name of the Secret", "MissingField", "spec.registry.credentialsSecretName of the OperatorConfiguration is not set, and the type is docker-secret" },
        { "no Secret", "BuildFailed", "The Secret 'push', which spec.registry.credentialsSecretName of the OperatorConfiguration names, does not exist. Create it in the namespace 'apps'" },
        { "Secret without keys", "BuildFailed", "holds neither .dockerconfigjson nor username and password" },
        { "Secret that is no JSON", "BuildFailed", "The Docker configuration is not JSON of the known form" },
        { "no Secret to link", "MissingField", "spec.registry.linkPullSecret of the OperatorConfiguration is on, and there is no Secret to link" },
        { "amazon-ecr that nobody added", "BuildFailed", "cannot log in to registries of the type amazon-ecr. Add the package Mendix.PrivateCloud.ImageBuild.Ecr" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_wrong_field_is_named_and_a_good_one_heals(string what, string reason, string message)
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        var good = build.Configuration.Spec!;
        await SpoilAsync(build, what);
        var isDownloaded = what == "base image that is not there";

        var app = await build.UntilAsync(reason);

        Assert.Contains(message, app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal("Failed", app.Status!.BuildStatus);
        Assert.Empty(build.Pushed());
        Assert.Equal(isDownloaded ? 1 : 0, build.Source.Ranges.Count);

        build.Configuration.Spec = good;
        await build.ApplyAsync();
        await build.UntilReadyAsync();
    }

    [Fact]
    public async Task A_corrected_Secret_heals_and_its_password_is_told_nowhere()
    {
        await using var build = await BuildCase.StartAsync(registries.Guarded, options => options.ConfigureImageBuilds += image =>
            image.CertificateAuthorities.Add(System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(registries.Guarded.Certificates!.AuthorityFile)));
        build.Configuration.Spec!.Registry!.CredentialsSecretName = "push";
        await build.Cluster.ApplyAsync(Secret(("username", RegistryServer.UserName), ("password", "wr0ng-secret")));
        await build.ApplyAsync();

        var app = await build.UntilAsync("BuildFailed");
        Assert.Contains("does not accept the credentials", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Empty(build.Pushed());

        await build.Cluster.ApplyAsync(Secret(("username", RegistryServer.UserName), ("password", RegistryServer.Password)));
        await build.UntilReadyAsync();
        Assert.DoesNotContain(build.Cluster.Logs.Lines, line => line.Contains("wr0ng-secret", StringComparison.Ordinal) || line.Contains(RegistryServer.Password, StringComparison.Ordinal));
    }

    private static async Task SpoilAsync(BuildCase build, string what)
    {
        var registry = build.Configuration.Spec!.Registry!;
        var spec = new OperatorConfigurationSpec
        {
            Registry = new OperatorRegistry { PushUrl = registry.PushUrl, ImageNameTemplate = registry.ImageNameTemplate },
            BuildRuntimeBaseImage = build.Configuration.Spec.BuildRuntimeBaseImage,
            BaseOSImageTagTemplate = build.Configuration.Spec.BaseOSImageTagTemplate,
        };
        build.Configuration.Spec = spec;
        switch (what)
        {
            case "no registry": spec.Registry = null; break;
            case "type": spec.Registry.Type = "quay"; break;
            case "no pushURL": spec.Registry.PushUrl = null; break;
            case "pushURL with credentials": spec.Registry.PushUrl = "me:hunter2@registry.example.com"; break;
            case "pushURL without domain": spec.Registry.PushUrl = "registry"; break;
            case "pushURL with http": spec.Registry.PushUrl = "http://registry.example.com"; break;
            case "pullURL": spec.Registry.PullUrl = "a b"; break;
            case "template with an unknown place": spec.Registry.ImageNameTemplate = "{{.Foo}}:1"; break;
            case "template that is no name": spec.Registry.ImageNameTemplate = "UPPER:1"; break;
            case "no base image": spec.BuildRuntimeBaseImage = null; break;
            case "base image": spec.BuildRuntimeBaseImage = "registry.example.com/UPPER"; break;
            case "tag of the base image": spec.BaseOSImageTagTemplate = "ubi9-{{.Javaversion}}"; break;
            case "base image that is not there": spec.BuildRuntimeBaseImage = $"{build.Registry.Address}/mendix/none"; break;
            case "no name of the Secret": spec.Registry.Type = RegistryTypes.DockerSecret; break;
            case "no Secret": spec.Registry.CredentialsSecretName = "push"; break;
            case "Secret without keys":
                spec.Registry.CredentialsSecretName = "push";
                await build.Cluster.ApplyAsync(Secret(("user", "me"), ("password", "hunter2")));
                break;
            case "Secret that is no JSON":
                spec.Registry.CredentialsSecretName = "push";
                await build.Cluster.ApplyAsync(Secret((".dockerconfigjson", "hunter2")));
                break;
            case "no Secret to link": spec.Registry.LinkPullSecret = true; break;
            case "amazon-ecr that nobody added": spec.Registry.Type = RegistryTypes.AmazonEcr; break;
        }

        if (what != "no configuration")
        {
            await build.Cluster.ApplyAsync(build.Configuration);
        }

        await build.ApplyAppAsync(version: what == "no version" ? null : "1.4.0");
    }

    private static Secret Secret(params (string Key, string Value)[] data) => new()
    {
        Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "push" },
        Data = data.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value)),
    };
}
