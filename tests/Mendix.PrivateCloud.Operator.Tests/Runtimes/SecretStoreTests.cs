using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes;

/// <summary>Credentials from outside: a SecretProviderClass or a Secret of the app's name, if it says that the app may have it.</summary>
public sealed class SecretStoreTests
{
    [Fact]
    public async Task Without_a_source_it_is_told_what_is_needed_and_a_marked_Secret_heals()
    {
        await using var cluster = await StartAsync();
        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("MissingCredentials"));
        Assert.Contains("neither a SecretProviderClass nor a Secret 'crm'", app.ReadyCondition()!.Message, StringComparison.Ordinal);

        await cluster.ApplyAsync(Credentials(isMarked: false));
        app = await cluster.UntilAsync<MendixApp>("crm", app => app.ReadyCondition()?.Message?.Contains("environment-secret", StringComparison.Ordinal) == true
            && app.ReadyCondition()!.Message!.Contains("does not say", StringComparison.Ordinal));
        Assert.Null(await cluster.FindAsync<Deployment>("crm-master"));

        await cluster.ApplyAsync(Credentials(isMarked: true));
        app = await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.Equal(("Ready", "Ready"), (app.Status!.DatabaseStatus, app.Status.StorageStatus));
        Assert.Null(await cluster.FindAsync<StorageInstance>("crm-database"));
        Assert.Empty(cluster.Shelf.Things);
    }

    [Fact]
    public async Task A_SecretProviderClass_comes_before_a_Secret()
    {
        await using var cluster = await OperatorCluster.StartAsync(withOperator: false);
        await InstallProviderClassesAsync(cluster);
        await cluster.StartOperatorAsync();
        await cluster.ApplyAsync(Credentials(isMarked: true));
        await cluster.ApplyAsync(new SecretProviderClass { Metadata = Marked("environment-class") });
        await cluster.ApplyAsync(External());
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);

        var pod = (await cluster.FindAsync<Deployment>("crm-master"))!.Spec!.Template!.Spec!;
        var csi = pod.Volumes!.Single(volume => volume.Name == "secrets").Csi!;
        Assert.Equal(("secrets-store.csi.k8s.io", true, "crm"), (csi.Driver, csi.ReadOnly, csi.VolumeAttributes!["secretProviderClass"]));
        Assert.Equal("/mnt/secrets", pod.Containers!.Single().VolumeMounts!.Single(mount => mount.Name == "secrets").MountPath);
    }

    [Fact]
    public async Task Another_content_of_the_Secret_restarts_the_app_and_another_label_does_not()
    {
        await using var cluster = await StartAsync();
        await cluster.ApplyAsync(Credentials(isMarked: true));
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        await cluster.UntilQuietAsync();
        var generation = (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation;

        var labelled = Credentials(isMarked: true);
        labelled.Metadata.Labels = new() { ["team"] = "a" };
        await cluster.ApplyAsync(labelled);
        await cluster.UntilQuietAsync();
        Assert.Equal(generation, (await cluster.FindAsync<Deployment>("crm-master"))!.Metadata.Generation);

        await cluster.ApplyAsync(Credentials(isMarked: true, password: "another-canary"));
        await cluster.UntilAsync<Deployment>("crm-master", deployment => deployment.Metadata.Generation > generation);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
        Assert.DoesNotContain(cluster.Logs.Lines, line => line.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_beside_it_is_refused()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        var both = Samples.App("crm");
        both.Spec!.AllowOverrideSecretsWithSecretStoreCsiDriver = true;
        await cluster.ApplyAsync(both);

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("InvalidField"));

        Assert.Contains("spec.database.servicePlan", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains("Remove one of them", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Null(await cluster.FindAsync<StorageInstance>("crm-database"));
    }

    private static async Task<OperatorCluster> StartAsync()
    {
        var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(External());
        return cluster;
    }

    private static MendixApp External()
    {
        var app = Samples.App("crm");
        (app.Spec!.Database, app.Spec.Storage, app.Spec.AllowOverrideSecretsWithSecretStoreCsiDriver) = (null, null, true);
        return app;
    }

    private static Secret Credentials(bool isMarked, string password = "first-canary") => new()
    {
        Metadata = isMarked ? Marked("environment-secret") : new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "crm" },
        Data = new() { ["database-password"] = Encoding.UTF8.GetBytes(password) },
    };

    private static ObjectMeta Marked(string annotation) => new()
    {
        Namespace = OperatorCluster.Namespace,
        Name = "crm",
        Annotations = new() { [$"privatecloud.mendix.com/{annotation}"] = "true" },
    };

    private static async Task InstallProviderClassesAsync(OperatorCluster cluster)
    {
        var definition = SecretProviderClass.Definition;
        await cluster.ApplyAsync(new CustomResourceDefinition
        {
            Metadata = new ObjectMeta { Name = $"{definition.Plural}.{definition.Group}" },
            Spec = new CustomResourceDefinitionSpec
            {
                Group = definition.Group,
                Scope = "Namespaced",
                Names = new CustomResourceNames { Kind = definition.Kind, Plural = definition.Plural, Singular = definition.Singular, ListKind = definition.ListKind },
                Versions =
                [
                    new CustomResourceVersion
                    {
                        Name = definition.Version, Served = true, Storage = true,
                        Schema = new CustomResourceValidation { OpenApiV3Schema = new JsonSchema { Type = "object", PreserveUnknownFields = true } },
                    },
                ],
            },
        });
        await OperatorCluster.PollAsync(() => cluster.User.HasKindAsync<SecretProviderClass>(TestContext.Current.CancellationToken));
    }
}
