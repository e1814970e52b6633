using System.Net;
using System.Net.Sockets;
using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Minio;
using Mendix.PrivateCloud.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>A check tells what is wrong with server, keys and rights, each by its name, and changes nothing.</summary>
public sealed class CheckTests(MinioFixture fixture) : MinioTest(fixture)
{
    public static TheoryData<string> Rights => [.. Minio.Admin.Rights.OnServer, .. Minio.Admin.Rights.OnBuckets, .. Minio.Admin.Rights.OnObjects];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_is_well(bool limited)
    {
        var before = await Server.TracesAsync();
        var report = await Provisioner.CheckAsync(As(limited), Cancellation);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(
            ["reachable", "MinIO server", "clock", "credentials", "full server", "server version", "region"], report.Findings.Take(7).Select(finding => finding.Subject));
        Assert.Equal(7 + 18, report.Findings.Count);
        Assert.Equal(before, await Server.TracesAsync());
    }

    [Theory]
    [MemberData(nameof(Rights))]
    public async Task A_missing_right_is_named(string right)
    {
        var user = $"denied-{Guid.NewGuid():N}";
        var resource = right.StartsWith("s3:", StringComparison.Ordinal) ? ",\"Resource\":[\"arn:aws:s3:::mendix-*\"]" : "";
        await Server.MakeUserAsync(user, "a-secret-of-eight", $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["admin:*"]},{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::*"]},
            {"Effect":"Deny","Action":["{{right}}"]{{resource}}}]}
            """);
        var report = await Provisioner.CheckAsync(Plan with { AccessKey = user, SecretKey = new SecretValue("a-secret-of-eight") }, Cancellation);
        var finding = Assert.Single(report.Failures);
        Assert.Equal(right, finding.Subject);
        Assert.Contains(right, finding.Failure!.Problem, StringComparison.Ordinal);
        await Server.RemoveUserAsync(user);
    }

    [Fact]
    public async Task A_user_without_any_policy_lacks_every_right()
    {
        var user = $"bare-{Guid.NewGuid():N}";
        await Server.MakeUserAsync(user, "a-secret-of-eight");
        var report = await Provisioner.CheckAsync(Plan with { AccessKey = user, SecretKey = new SecretValue("a-secret-of-eight") }, Cancellation);
        Assert.Equal(18, report.Failures.Count());
        await Server.RemoveUserAsync(user);
    }

    [Fact]
    public async Task Unknown_and_disabled_keys_and_a_wrong_secret()
    {
        var user = $"disabled-{Guid.NewGuid():N}";
        await Server.MakeUserAsync(user, "a-secret-of-eight");
        await Server.Admin.SendAsync(new AdminCall(HttpMethod.Put, "set-user-status", "") { Parameters = [("accessKey", user), ("status", "disabled")] }, Cancellation);
        await FailsAsync(Plan with { AccessKey = "nobody" }, "credentials", FailureKind.Configuration, "does not know the access key 'nobody'");
        await FailsAsync(Plan with { SecretKey = new SecretValue("wrong-canary") }, "credentials", FailureKind.Configuration, "refused the secret key");
        await FailsAsync(Plan with { AccessKey = user, SecretKey = new SecretValue("a-secret-of-eight") }, "credentials", FailureKind.Configuration, "is disabled");
        Assert.DoesNotContain(Log.Lines, line => line.Contains("wrong-canary", StringComparison.Ordinal));
        await Server.RemoveUserAsync(user);
    }

    [Fact]
    public async Task Nobody_there()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await FailsAsync(Plan with { Endpoint = $"http://127.0.0.1:{port}" }, "reachable", FailureKind.Transient, "could not be reached");
        await FailsAsync(Plan with { Endpoint = "http://minio.invalid:9000" }, "reachable", FailureKind.Transient, "could not be resolved");
    }

    [Fact]
    public async Task Somebody_else_there()
    {
        using var stranger = new HttpListener();
        var port = Random.Shared.Next(20000, 30000);
        stranger.Prefixes.Add($"http://127.0.0.1:{port}/");
        stranger.Start();
        var answer = Task.Run(async () =>
        {
            var context = await stranger.GetContextAsync();
            context.Response.Close("<html>Welcome</html>"u8.ToArray(), willBlock: true);
        }, Cancellation);
        await FailsAsync(Plan with { Endpoint = $"http://127.0.0.1:{port}" }, "MinIO server", FailureKind.Configuration, "has no MinIO admin API");
        await answer;
    }

    [Fact]
    public async Task A_gateway() =>
        await FailsAsync(new MinioServerOptions { IsGateway = true }, "full server", "is a MinIO gateway");

    [Fact]
    public async Task A_server_without_this_admin_API() =>
        await FailsAsync(new MinioServerOptions { IsWithoutAdminApi = true }, "MinIO server", "has no MinIO admin API");

    [Fact]
    public async Task A_server_that_is_too_old() =>
        await FailsAsync(new MinioServerOptions { IsWithoutPbkdf2 = true, Version = "2021-03-01T04:20:55Z" }, "server version", "is of 2021-03-01");

    [Fact]
    public async Task A_server_of_another_region() =>
        await FailsAsync(new MinioServerOptions { Region = "eu-west-1" }, "region", "has another region than 'us-east-1'. Set the plan's field 'region' to 'eu-west-1'.");

    [Fact]
    public async Task A_clock_that_is_wrong()
    {
        var time = new VirtualTimeProvider(DateTimeOffset.UtcNow.AddMinutes(-20));
        await using var services = Compose(_ => { }, time);
        var report = await services.GetRequiredService<IStorageProvisioners>().Get("minio").CheckAsync(Plan, Cancellation);
        Assert.Equal("clock", Assert.Single(report.Failures).Subject);
    }

    [Fact]
    public async Task Provisioning_refuses_the_same()
    {
        foreach (var options in (MinioServerOptions[])
            [new() { IsGateway = true }, new() { IsWithoutAdminApi = true }, new() { IsWithoutPbkdf2 = true }, new() { Region = "eu-west-1" }])
        {
            await using var server = await MinioServer.StartAsync(options);
            var failure = await Assert.ThrowsAsync<ProvisioningException>(() => Provisioner.ProvisionAsync(PlanOf(server), NewTenant(), Cancellation));
            Assert.Equal(FailureKind.Configuration, failure.Kind);
            using var view = new ServerView(server.Endpoint, server.RootUser, server.RootPassword);
            if (!options.IsWithoutAdminApi && options.Region is null)
            {
                Assert.Empty(await view.TracesAsync());
            }
        }
    }

    private async Task FailsAsync(MinioServerOptions options, string subject, string problem)
    {
        await using var server = await MinioServer.StartAsync(options);
        await FailsAsync(PlanOf(server), subject, FailureKind.Configuration, problem);
        Assert.All(server.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    private static MinioPlan PlanOf(MinioServer server) =>
        new() { Endpoint = server.Endpoint, AccessKey = server.RootUser, SecretKey = new SecretValue(server.RootPassword) };

    private async Task FailsAsync(MinioPlan plan, string subject, FailureKind kind, string problem)
    {
        var report = await Provisioner.CheckAsync(plan, Cancellation);
        var finding = Assert.Single(report.Failures);
        Assert.Equal(subject, finding.Subject);
        Assert.Equal(kind, finding.Failure!.Kind);
        Assert.Contains(problem, finding.Failure.Message, StringComparison.Ordinal);
    }
}
