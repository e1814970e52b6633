using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Minio;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests;

/// <summary>What is told beforehand is what is done, and no secret is in it.</summary>
public sealed class PreviewTests(MinioFixture fixture) : MinioTest(fixture)
{
    [Fact]
    public async Task Provisioning_sends_exactly_what_the_preview_told()
    {
        await using var server = await MinioServer.StartAsync();
        var plan = new MinioPlan { Endpoint = server.Endpoint, AccessKey = server.RootUser, SecretKey = new SecretValue(server.RootPassword) };
        var tenant = NewTenant();
        for (var round = 0; round < 2; round++)
        {
            var preview = await Previewer.PreviewAsync(plan, tenant, Cancellation);
            Assert.Equal(round == 0 ? 5 : 2, preview.Count);
            Assert.All(server.Requests, request => Assert.True(IsLook(request), request));
            server.ForgetRequests();

            var settings = await Provisioner.ProvisionAsync(plan, tenant, Cancellation);
            var sent = server.Requests.Where(request => !IsLook(request)).Select(Bare);
            Assert.Equal(preview.Select(line => string.Join(' ', line.Split(' ').Take(2))), sent);
            Assert.DoesNotContain(preview, line => line.Contains(settings["com.mendix.storage.s3.SecretAccessKey"]!, StringComparison.Ordinal));
            Assert.Contains(preview, line => line.EndsWith("""{"secretKey":"***","status":"enabled"}""", StringComparison.Ordinal));
            server.ForgetRequests();
        }
    }

    [Fact]
    public async Task The_number_of_requests_is_what_the_README_says()
    {
        await using var server = await MinioServer.StartAsync();
        var plan = new MinioPlan { Endpoint = server.Endpoint, AccessKey = server.RootUser, SecretKey = new SecretValue(server.RootPassword) };
        var tenant = NewTenant();
        Assert.True((await Provisioner.CheckAsync(plan, Cancellation)).Passed);
        server.ForgetRequests();
        var counts = new List<int>();
        foreach (var verb in (Func<Task>[])
            [
                () => Provisioner.ProvisionAsync(plan, NewTenant(), Cancellation), // asks once what kind of server this is
                () => Provisioner.ProvisionAsync(plan, tenant, Cancellation),
                () => Provisioner.ProvisionAsync(plan, tenant, Cancellation),
                () => Provisioner.DeprovisionAsync(plan, tenant, Cancellation),
            ])
        {
            server.ForgetRequests();
            await verb();
            counts.Add(server.Requests.Count);
        }

        Assert.Equal([11, 10, 6, 9], counts);
    }

    private static bool IsLook(string request) => request.StartsWith("GET ", StringComparison.Ordinal) || request.StartsWith("HEAD ", StringComparison.Ordinal);

    // The driver may write a bucket with a slash behind it and a parameter with an equals sign.
    private static string Bare(string request) => request.Replace("/?", "?", StringComparison.Ordinal).TrimEnd('/', '=');
}
