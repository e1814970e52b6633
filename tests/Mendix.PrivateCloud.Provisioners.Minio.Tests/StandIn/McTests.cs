using Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Minio;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.StandIn;

/// <summary>MinIO's own client takes the stand-in for a server: what it encrypts is read, and it reads what is answered.</summary>
public sealed class McTests(MinioFixture fixture) : MinioTest(fixture)
{
    private const string Policy = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":["arn:aws:s3:::NAME","arn:aws:s3:::NAME/*"]}]}
        """;

    [Fact]
    public async Task Users_and_policies()
    {
        using var mc = new McRunner(Server.Endpoint, Server.AccessKey, Server.SecretKey);
        var name = $"mc-{Guid.NewGuid():N}"[..20];
        var policyFile = Path.Combine(mc.Folder, "policy.json");
        await File.WriteAllTextAsync(policyFile, Policy.Replace("NAME", name, StringComparison.Ordinal), Cancellation);

        await mc.RunAsync(Cancellation, "admin", "user", "add", "server", name, "mc-secret-key-1");
        await mc.RunAsync(Cancellation, "admin", "policy", "create", "server", name, policyFile);
        await mc.RunAsync(Cancellation, "admin", "policy", "attach", "server", name, "--user", name);
        Assert.Contains(name, await mc.RunAsync(Cancellation, "admin", "user", "list", "server"), StringComparison.Ordinal);
        Assert.Contains($"\"policyName\":\"{name}\"", await mc.RunAsync(Cancellation, "admin", "user", "info", "server", name), StringComparison.Ordinal);
        Assert.Contains("s3:*", await mc.RunAsync(Cancellation, "admin", "policy", "info", "server", name), StringComparison.Ordinal);
        Assert.Equal([name], (await Server.Admin.UserAsync(name, Cancellation))!.Policies);

        using (var user = new McRunner(Server.Endpoint, name, "mc-secret-key-1"))
        {
            await user.RunAsync(Cancellation, "mb", $"server/{name}");
            Assert.Contains("Access Denied", (await user.TryAsync(Cancellation, "mb", "server/another-bucket")).Output, StringComparison.Ordinal);
            Assert.Contains("Access Denied", (await user.TryAsync(Cancellation, "admin", "user", "list", "server")).Output, StringComparison.Ordinal);
            await user.RunAsync(Cancellation, "rb", $"server/{name}");
        }

        await mc.RunAsync(Cancellation, "admin", "user", "disable", "server", name);
        await mc.RunAsync(Cancellation, "admin", "user", "enable", "server", name);
        await mc.RunAsync(Cancellation, "admin", "policy", "detach", "server", name, "--user", name);
        await mc.RunAsync(Cancellation, "admin", "policy", "remove", "server", name);
        await mc.RunAsync(Cancellation, "admin", "user", "remove", "server", name);
        Assert.Empty(await Server.TracesAsync(name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Buckets_and_objects(bool tls)
    {
        await using var standIn = tls ? await MinioServer.StartAsync(new MinioServerOptions { Tls = true }) : null;
        using var mc = standIn is null
            ? new McRunner(Server.Endpoint, Server.AccessKey, Server.SecretKey)
            : new McRunner(standIn.Endpoint, standIn.RootUser, standIn.RootPassword, standIn.Certificates!.AuthorityFile);
        var bucket = $"mc-{Guid.NewGuid():N}"[..20];
        var (small, large) = (Path.Combine(mc.Folder, "small"), Path.Combine(mc.Folder, "large"));
        await File.WriteAllTextAsync(small, "hello", Cancellation);
        await File.WriteAllBytesAsync(large, new byte[17 * 1024 * 1024], Cancellation); // in parts

        await mc.RunAsync(Cancellation, "mb", $"server/{bucket}");
        await mc.RunAsync(Cancellation, "cp", small, $"server/{bucket}/folder/small file");
        await mc.RunAsync(Cancellation, "cp", large, $"server/{bucket}/large");
        await mc.RunAsync(Cancellation, "tag", "set", $"server/{bucket}", "key=value");
        Assert.Contains("value", await mc.RunAsync(Cancellation, "tag", "list", $"server/{bucket}"), StringComparison.Ordinal);
        var listing = await mc.RunAsync(Cancellation, "ls", "--recursive", $"server/{bucket}");
        Assert.Contains("folder/small file", listing, StringComparison.Ordinal);
        Assert.Contains("17825792", listing, StringComparison.Ordinal);
        Assert.Equal("hello", await mc.RunAsync(Cancellation, "cat", $"server/{bucket}/folder/small file"));
        await mc.RunAsync(Cancellation, "version", "enable", $"server/{bucket}");
        await mc.RunAsync(Cancellation, "rm", $"server/{bucket}/large");
        Assert.NotEqual(0, (await mc.TryAsync(Cancellation, "rb", $"server/{bucket}")).ExitCode);
        await mc.RunAsync(Cancellation, "rb", "--force", $"server/{bucket}");
        Assert.DoesNotContain(bucket, await mc.RunAsync(Cancellation, "ls", "server"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_provisioned_is_what_mc_sees()
    {
        var tenant = NewTenant();
        var settings = await Provisioner.ProvisionAsync(Plan, tenant, Cancellation);
        using var root = new McRunner(Server.Endpoint, Server.AccessKey, Server.SecretKey);
        var user = settings["com.mendix.storage.s3.AccessKeyId"]!;
        Assert.Contains(NameOf(tenant), await root.RunAsync(Cancellation, "admin", "user", "info", "server", user), StringComparison.Ordinal);

        using var own = new McRunner(Server.Endpoint, user, settings["com.mendix.storage.s3.SecretAccessKey"]!);
        Assert.Contains(NameOf(tenant), await own.RunAsync(Cancellation, "ls", "server"), StringComparison.Ordinal);
        Assert.Contains("Access Denied", (await own.TryAsync(Cancellation, "admin", "user", "add", "server", user, "another-secret")).Output, StringComparison.Ordinal);
        Assert.Contains("Access Denied", (await own.TryAsync(Cancellation, "admin", "user", "svcacct", "add", "server", user)).Output, StringComparison.Ordinal);
        await Provisioner.DeprovisionAsync(Plan, tenant, Cancellation);
    }
}
