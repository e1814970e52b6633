using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Builds;

/// <summary>The Secret for pulling is linked to the account of the apps where that is asked for, beside whatever others put there.</summary>
public sealed class PullSecretTests
{
    private const string Annotation = "privatecloud.mendix.com/linked-pull-secret";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Our_entry_comes_and_goes_and_others_stay()
    {
        await using var cluster = await StartAsync("theirs");

        await ConfigureAsync(cluster, link: true, secret: "ours");
        await UntilLinkedAsync(cluster, "theirs", "ours");
        await ConfigureAsync(cluster, link: true, secret: "newer");
        await UntilLinkedAsync(cluster, "theirs", "newer");
        await ConfigureAsync(cluster, link: false, secret: "newer");
        await UntilLinkedAsync(cluster, "theirs");

        var account = await cluster.FindAsync<ServiceAccount>("default");
        Assert.False(account!.Metadata.Annotations?.ContainsKey(Annotation) == true);
        Assert.Equal("kept", account.Metadata.Annotations!["somebody.example.com/else"]);
    }

    [Fact]
    public async Task What_somebody_else_linked_is_neither_doubled_nor_taken_off()
    {
        await using var cluster = await StartAsync("shared");

        await ConfigureAsync(cluster, link: true, secret: "shared");
        await cluster.UntilQuietAsync();
        await ConfigureAsync(cluster, link: false, secret: "shared");
        await cluster.UntilQuietAsync();

        Assert.Equal(["shared"], (await cluster.FindAsync<ServiceAccount>("default"))!.ImagePullSecrets!.Select(secret => secret.Name));
        Assert.DoesNotContain(cluster.Writes, request => request.Resource == "serviceaccounts");
    }

    [Fact]
    public async Task Without_a_word_about_it_no_account_is_looked_at()
    {
        await using var cluster = await StartAsync("theirs");

        await ConfigureAsync(cluster, link: null, secret: "ours");
        await cluster.UntilQuietAsync();

        Assert.DoesNotContain(cluster.Requests, request => request is { Resource: "serviceaccounts", Verb: not ("list" or "watch") });
    }

    [Fact]
    public async Task An_account_that_comes_later_is_linked_too()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        await ConfigureAsync(cluster, link: true, secret: "ours");
        await cluster.UntilQuietAsync();

        await cluster.ApplyAsync(new ServiceAccount { Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "default" } });

        await UntilLinkedAsync(cluster, "ours");
    }

    private static async Task<OperatorCluster> StartAsync(string linked)
    {
        var cluster = await OperatorCluster.StartAsync();
        await cluster.ApplyAsync(new ServiceAccount
        {
            Metadata = new ObjectMeta
            {
                Namespace = OperatorCluster.Namespace,
                Name = "default",
                Annotations = new Dictionary<string, string> { ["somebody.example.com/else"] = "kept" },
            },
            ImagePullSecrets = [new LocalObjectReference { Name = linked }],
        });
        return cluster;
    }

    private static Task<OperatorConfiguration> ConfigureAsync(OperatorCluster cluster, bool? link, string secret) => cluster.User.ApplyAsync(
        new OperatorConfiguration
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = OperatorConfiguration.ObjectName },
            Spec = new OperatorConfigurationSpec { Registry = new OperatorRegistry { PushUrl = "registry.example.com", PullSecretName = secret, LinkPullSecret = link } },
        },
        new ApplyOptions { FieldManager = "user" },
        Cancellation);

    private static Task<ServiceAccount> UntilLinkedAsync(OperatorCluster cluster, params string[] names) => cluster.UntilAsync<ServiceAccount>(
        "default", account => (account.ImagePullSecrets ?? []).Select(secret => secret.Name).SequenceEqual(names));
}
