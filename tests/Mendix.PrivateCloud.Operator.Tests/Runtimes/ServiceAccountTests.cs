using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes;

/// <summary>An app runs under an account of its own if there is one of its name that says so.</summary>
public sealed class ServiceAccountTests
{
    [Fact]
    public async Task Only_a_marked_account_is_attached()
    {
        await using var cluster = await ReadyCluster.StartAsync("crm");
        var account = new ServiceAccount { Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "crm" } };
        await cluster.ApplyAsync(account);
        await cluster.UntilQuietAsync();
        Assert.Equal("default", (await cluster.FindAsync<Deployment>("crm-master"))!.Spec!.Template!.Spec!.ServiceAccountName);

        account.Metadata.Annotations = new() { ["privatecloud.mendix.com/environment-account"] = "true" };
        await cluster.ApplyAsync(account);
        await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status!.ServiceAccountStatus == "attached");
        var pod = (await cluster.FindAsync<Deployment>("crm-master"))!.Spec!.Template!.Spec!;
        Assert.Equal(("crm", false), (pod.ServiceAccountName, pod.AutomountServiceAccountToken));

        await cluster.User.DeleteAsync<ServiceAccount>(OperatorCluster.Namespace, "crm", cancellationToken: TestContext.Current.CancellationToken);
        await cluster.UntilAsync<MendixApp>("crm", app => app.IsReady() && app.Status!.ServiceAccountStatus is null);
        await cluster.UntilAsync<Deployment>("crm-master", deployment => deployment.Spec!.Template!.Spec!.ServiceAccountName == "default");
    }
}
