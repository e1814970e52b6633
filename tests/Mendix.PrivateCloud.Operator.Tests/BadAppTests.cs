using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>Environments that cannot be made as written.</summary>
public sealed class BadAppTests
{
    [Theory]
    [InlineData("mendix-crm", "reserved")]
    [InlineData("openshift-crm", "OpenShift")]
    [InlineData("a-name-that-is-longer-than-thirty-five-characters", "at most 35")]
    [InlineData("1crm", "start with a letter")]
    [InlineData("crm.acc", "start with a letter")]
    public async Task A_forbidden_name_is_refused_and_nothing_is_made(string name, string because)
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App(name));

        var app = await cluster.UntilAsync<MendixApp>(name, app => app.SaysReason("InvalidName"));

        Assert.Contains(because, app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains("under ", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Null(await cluster.FindAsync<StorageInstance>($"{name}-database"));
        Assert.Null(await cluster.FindAsync<Build>($"{name}-build"));
    }

    [Fact]
    public async Task The_longest_allowed_name_works()
    {
        var name = new string('a', 35);
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.App(name));

        await cluster.UntilAsync<MendixApp>(name, Samples.IsReady);
    }

    [Fact]
    public async Task A_source_of_no_known_form_names_the_forms()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        var app = Samples.App("crm");
        app.Spec!.SourceUrl = "crm:1.0";
        await cluster.ApplyAsync(app);

        var seen = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("InvalidField"));

        Assert.Contains("spec.sourceURL", seen.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains("oci-image://", seen.ReadyCondition()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Custom_configuration_that_is_no_JSON_is_told_and_a_good_one_heals()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        var app = Samples.App("crm");
        app.Spec!.Runtime = new RuntimeConfiguration { CustomConfiguration = "{ SessionTimeout: 900000 }" };
        await cluster.ApplyAsync(app);
        var seen = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("InvalidField"));
        Assert.Contains("spec.runtime.customConfiguration", seen.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Null(await cluster.FindAsync<Deployment>("crm-master"));

        app.Spec.Runtime.CustomConfiguration = "{ \"SessionTimeout\": 900000 }";
        await cluster.ApplyAsync(app);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task A_foreign_object_with_our_name_is_left_alone_and_its_removal_heals()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        var foreign = new Service
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "crm" },
            Spec = new ServiceSpec { Ports = [new ServicePort { Port = 99 }] },
        };
        await cluster.ApplyAsync(foreign);
        await cluster.ApplyAsync(Samples.App("crm"));

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Conflict"));
        Assert.Contains("Service 'crm' exists already", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal(99, (await cluster.FindAsync<Service>("crm"))!.Spec!.Ports!.Single().Port);

        await cluster.User.DeleteAsync<Service>(OperatorCluster.Namespace, "crm", cancellationToken: TestContext.Current.CancellationToken);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task A_foreign_Secret_with_the_name_of_the_credentials_is_left_alone()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(new Secret
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "crm-database" },
            Data = new Dictionary<string, byte[]> { ["mine"] = "1"u8.ToArray() },
        });
        await cluster.ApplyAsync(Samples.App("crm"));

        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Conflict"));

        Assert.Equal("mine", (await cluster.FindAsync<Secret>("crm-database"))!.Data!.Keys.Single());
        Assert.Empty(cluster.Shelf.Things);
    }

    [Fact]
    public async Task What_the_cluster_refuses_is_told_in_its_words_and_heals_when_corrected()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        var wanted = Samples.App("crm");
        wanted.Spec!.ServiceAnnotations = new Dictionary<string, string> { ["no key at all"] = "x" };
        await cluster.ApplyAsync(wanted);

        var app = await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Refused"));

        Assert.Contains("services apps/crm", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Contains("metadata.annotations", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Equal("Failed", app.Status!.NetworkStatus);

        wanted.Spec.ServiceAnnotations = null;
        await cluster.ApplyAsync(wanted);
        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Theory]
    [InlineData("crm-m2ee")]
    [InlineData("crm-runtime")]
    public async Task The_removal_of_a_foreign_Secret_that_was_in_the_way_heals(string name)
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(new Secret { Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = name } });
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Conflict"));

        await cluster.User.DeleteAsync<Secret>(OperatorCluster.Namespace, name, cancellationToken: TestContext.Current.CancellationToken);

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }

    [Fact]
    public async Task The_removal_of_a_foreign_Deployment_that_was_in_the_way_heals()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await cluster.WithPlansAsync();
        var labels = new Dictionary<string, string> { ["mine"] = "1" };
        await cluster.ApplyAsync(new Deployment
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "crm-master" },
            Spec = new DeploymentSpec
            {
                Selector = new LabelSelector { MatchLabels = labels },
                Template = new PodTemplateSpec { Metadata = new ObjectMeta { Labels = labels }, Spec = new PodSpec { Containers = [new Container { Name = "a", Image = "a" }] } },
            },
        });
        await cluster.ApplyAsync(Samples.App("crm"));
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Conflict"));

        await cluster.User.DeleteAsync<Deployment>(OperatorCluster.Namespace, "crm-master", cancellationToken: TestContext.Current.CancellationToken);

        await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
    }
}
