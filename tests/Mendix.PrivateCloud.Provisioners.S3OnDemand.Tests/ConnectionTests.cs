using System.Net;
using Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;
using Mendix.PrivateCloud.Testing.Http;
using Mendix.PrivateCloud.Testing.Moto;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests;

/// <summary>How many connections there are, and how often is asked what never changes.</summary>
public sealed class ConnectionTests(MotoFixture fixture) : S3Test(fixture)
{
    private const int Environments = 12;

    [Fact]
    public async Task S3_IAM_and_STS_share_the_few_connections()
    {
        await using var server = await MotoServer.StartAsync();
        using var connections = new HttpConnectionCounter(server!.Url);
        await using var services = Compose(configure: options => options.MaxConnections = 3);
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("s3-on-demand");
        var plan = PlanOf(server.Operator, server);
        var tenants = Enumerable.Range(0, Environments).Select(_ => NewTenant()).ToList();
        await Task.WhenAll(tenants.Select(tenant => provisioner.ProvisionAsync(plan, tenant, Cancellation)));
        await Task.WhenAll(tenants.Select(tenant => provisioner.DeprovisionAsync(plan, tenant, Cancellation)));
        Assert.Equal(3, connections.Most);
    }

    [Fact]
    public async Task A_changed_secret_takes_no_further_connections()
    {
        await using var server = await MotoServer.StartAsync();
        using var connections = new HttpConnectionCounter(server!.Url);
        await using var services = Compose(configure: options => options.MaxConnections = 1);
        var provisioner = services.GetRequiredService<IStorageProvisioners>().Get("s3-on-demand");
        var plan = PlanOf(server.Operator, server);
        Assert.False((await provisioner.CheckAsync(plan with { SecretAccessKey = new SecretValue("another-secret") }, Cancellation)).Passed);
        Assert.True((await provisioner.CheckAsync(plan, Cancellation)).Passed);
        Assert.Equal(1, connections.Most);
    }

    [Fact]
    public async Task Only_hosts_that_environments_share_are_held()
    {
        Recorder.Interfere = (request, _) => Task.FromResult(request.StartsWith("Action=GetCallerIdentity", StringComparison.Ordinal)
            ? Answer(HttpStatusCode.OK, "<R><Arn>arn:aws:iam::123456789012:user/admin</Arn><Account>123456789012</Account></R>")
            : Answer(HttpStatusCode.Forbidden, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>"));
        await Provisioner.CheckAsync(Plan with { Endpoint = null, IamEndpoint = null, StsEndpoint = null }, Cancellation);
        Assert.Equal(
            [("BUCKET.s3.eu-central-1.amazonaws.com", true), ("iam.amazonaws.com", false), ("sts.eu-central-1.amazonaws.com", false)],
            Recorder.Connections
                .Select(connection => (connection.Host.StartsWith("mendix-check-", StringComparison.Ordinal) ? $"BUCKET{connection.Host[connection.Host.IndexOf('.', StringComparison.Ordinal)..]}" : connection.Host, connection.Closes))
                .Distinct().Order());
    }

    [Fact]
    public async Task Environments_that_begin_at_once_ask_once_whose_account_it_is()
    {
        await Task.WhenAll(Enumerable.Range(0, Environments).Select(_ => Provisioner.ProvisionAsync(Plan, NewTenant(), Cancellation)));
        Assert.Single(Recorder.Requests, IsIdentity);
    }

    [Fact]
    public async Task A_question_that_failed_or_was_left_is_no_answer()
    {
        var asked = new TaskCompletionSource();
        var answered = new TaskCompletionSource();
        Recorder.Interfere = async (request, send) =>
        {
            if (!IsIdentity(request) || answered.Task.IsCompleted)
            {
                return await send();
            }

            asked.TrySetResult();
            await answered.Task;
            return Answer(HttpStatusCode.Forbidden, "<E><Error><Code>AccessDenied</Code><Message>no</Message></Error></E>");
        };
        using var leaving = new CancellationTokenSource();
        var left = Previewer.PreviewAsync(Plan, NewTenant(), leaving.Token);
        await asked.Task.WaitAsync(Cancellation);
        var failed = Previewer.PreviewAsync(Plan, NewTenant(), Cancellation);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.False(failed.IsCompleted);
        answered.SetResult();
        await Assert.ThrowsAsync<ProvisioningException>(() => failed);
        Assert.Single(Recorder.Requests, IsIdentity);

        await Previewer.PreviewAsync(Plan, NewTenant(), Cancellation);
        await Previewer.PreviewAsync(Plan, NewTenant(), Cancellation);
        Assert.Equal(2, Recorder.Requests.Count(IsIdentity));
    }

    [Fact]
    public async Task The_authorities_of_the_namespace_are_trusted_by_all_services()
    {
        await using var door = new TlsDoor(Server.Url);
        var plan = Plan with { Endpoint = door.Address, IamEndpoint = door.Address, StsEndpoint = door.Address };
        var refused = Assert.Single((await Provisioner.CheckAsync(plan, Cancellation)).Failures);
        Assert.Equal(("TLS", FailureKind.Configuration), (refused.Subject, refused.Failure!.Kind));

        plan = plan with { Connections = Trusting(door.Certificates.AuthorityFile) };
        var tenant = NewTenant();
        Assert.Empty((await Provisioner.CheckAsync(plan, Cancellation)).Failures);
        await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
        await Provisioner.DeprovisionAsync(plan, tenant, Cancellation);

        plan = plan with { Connections = Trusting(door.Certificates.OtherAuthorityFile) };
        Assert.Equal("TLS", Assert.Single((await Provisioner.CheckAsync(plan, Cancellation)).Failures).Subject);
    }

    [Fact]
    public async Task The_proxy_of_the_namespace_is_gone_through_to_all_services()
    {
        await using var proxy = new ForwardProxy();
        var port = new Uri(Server.Url).Port;
        var plan = Plan with
        {
            Endpoint = $"http://s3:{port}",
            IamEndpoint = $"http://iam:{port}",
            StsEndpoint = $"http://sts:{port}",
            Connections = new OutboundConnections([], new OutboundProxy(proxy.Address, null, [])),
        };

        Assert.Empty((await Provisioner.CheckAsync(plan, Cancellation)).Failures);
        Assert.Equal(
            ["iam", "s3", "sts"],
            Recorder.Connections.Select(connection => connection.Host).Distinct().Order());
        Assert.NotEmpty(proxy.Requests);
    }

    private static OutboundConnections Trusting(string authorityFile) => new(OutboundConnections.ReadAuthorities(File.ReadAllText(authorityFile)), null);

    private static bool IsIdentity(string request) => request.StartsWith("Action=GetCallerIdentity&", StringComparison.Ordinal);

    private static HttpResponseMessage Answer(HttpStatusCode status, string xml) => new(status) { Content = new StringContent(xml) };
}
