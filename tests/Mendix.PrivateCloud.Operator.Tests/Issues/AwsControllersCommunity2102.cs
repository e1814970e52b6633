using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Tests.Issues;

/// <summary>
/// aws-controllers-k8s/community #2102: a new object named something that existed already and belonged to somebody else. The controller
/// refused it, as it should. But when the object was changed to name something else, the controller tidied up after itself and deleted what
/// had never been its own. We remove only what bears our mark, whatever the object said before and says now.
/// </summary>
public sealed class AwsControllersCommunity2102
{
    private static readonly (string Mark, string Password) Theirs = ("made by somebody else", "their password");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_in_the_way_stays_when_the_wish_goes_elsewhere_or_goes(bool isChanged)
    {
        await using var cluster = await OperatorCluster.StartAsync(FaultCase.Configure);
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Samples.Plan("memory", "ephemeral-database", StorageTypes.Database));
        await OperatorCluster.PollAsync(() => Task.FromResult(cluster.Shelf.Checks > 0));
        await cluster.UntilQuietAsync();
        // The server is away until theirs is there, under the name that ours is going to have.
        cluster.Shelf.IsDown = true;
        await cluster.ApplyAsync(Samples.App("crm"));
        var instance = await cluster.UntilAsync<StorageInstance>("crm-database", instance => instance.Metadata.Uid is not null);
        var name = TenantName.For(new Tenant(OperatorCluster.Namespace, "crm", instance.Metadata.Uid!));
        cluster.Shelf.Things[name] = Theirs;
        cluster.Shelf.IsDown = false;
        await cluster.UntilAsync<MendixApp>("crm", app => app.SaysReason("Conflict"));

        if (isChanged)
        {
            await cluster.ApplyAsync(Samples.App("crm", database: "memory"));
            await cluster.UntilAsync<MendixApp>("crm", Samples.IsReady);
            await cluster.UntilQuietAsync();
            Assert.Equal(Theirs, cluster.Shelf.Things[name]);
        }

        await cluster.User.DeleteAsync<MendixApp>(OperatorCluster.Namespace, "crm", cancellationToken: TestContext.Current.CancellationToken);
        await cluster.UntilGoneAsync<StorageInstance>("crm-database");
        await cluster.UntilGoneAsync<MendixApp>("crm");

        Assert.Equal(Theirs, Assert.Single(cluster.Shelf.Things).Value);
        Assert.Equal(0, cluster.Shelf.Effects);
    }
}
