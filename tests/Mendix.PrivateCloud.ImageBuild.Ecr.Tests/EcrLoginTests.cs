using System.Net;
using Mendix.PrivateCloud.Testing.Http;
using Mendix.PrivateCloud.Testing.Moto;
using Mendix.PrivateCloud.Testing.Packages;
using Mendix.PrivateCloud.Testing.Registry;

namespace Mendix.PrivateCloud.ImageBuild.Ecr.Tests;

/// <summary>The login on moto, which verifies signatures and rights, and a real registry that takes the password it gives out.</summary>
public sealed class EcrLoginTests : IAsyncLifetime
{
    private const string Region = "eu-west-1";

    private MotoServer? _aws;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MotoServer Aws
    {
        get
        {
            Assert.SkipWhen(_aws is null, MotoServer.SkipReason ?? "");
            return _aws!;
        }
    }

    public async ValueTask InitializeAsync() => _aws = await MotoServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_aws is not null)
        {
            await _aws.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_access_key_gives_a_password_that_a_registry_takes()
    {
        Assert.SkipWhen(RegistryTools.SkipReason is not null, RegistryTools.SkipReason ?? "");
        // The password that moto gives out, which is that of nobody's account.
        await using var registry = await RegistryServer.StartAsync(login: true, userName: "AWS", password: $"{Aws.AccountId}-auth-token");
        await RegistryFixture.PushBasesAsync(registry);
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        var login = Login(Aws);
        using var builder = new ImageBuilder(new ImageBuildOptions
        {
            Credentials = RegistryCredentials.From(async (image, cancellationToken) =>
                await login.LogInAsync(Request(image.Registry, Aws.Operator.Id, Aws.Operator.Secret), cancellationToken)),
        });

        var result = await builder.BuildAsync(
            new ImageBuildRequest
            {
                Source = source.Package,
                BaseImage = $"{registry.Address}/{RegistryFixture.BaseName}:{RegistryFixture.BaseTag}",
                Target = ImageReference.Parse($"{registry.Address}/apps:crm-1"),
            },
            cancellationToken: Cancellation);

        Assert.Contains(result.Image.Digest![7..], string.Join(' ', registry.Inventory()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_through_the_proxy_of_the_build_and_trusts_its_authorities()
    {
        await using var door = new TlsDoor(Aws.Url);
        await using var proxy = new ForwardProxy();
        // Nobody but the proxy knows the name.
        var login = new EcrLogin(new EcrOptions { ServiceUrl = new UriBuilder(door.Address) { Host = HttpsServer.Name }.Uri });
        var connections = new ImageBuildOptions { Proxy = new WebProxy(proxy.Address) };

        var failure = await Assert.ThrowsAsync<ImageBuildException>(LogInAsync);
        Assert.True(failure.IsUntrustedServer);
        Assert.Equal(ImageBuildFailure.Configuration, failure.Kind);

        connections.CertificateAuthorities.ImportFromPemFile(door.Certificates.AuthorityFile);
        Assert.NotNull(await LogInAsync());
        Assert.All(proxy.Requests, request => Assert.Equal($"CONNECT {HttpsServer.Name}:{new Uri(door.Address).Port}", request));

        async Task<RegistryCredential> LogInAsync()
        {
            using var handler = connections.CreateHandler();
            return await login.LogInAsync(Request("registry.example.com", Aws.Operator.Id, Aws.Operator.Secret, handler), Cancellation);
        }
    }

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "wr0ng-secret")]
    [InlineData(null, "wr0ng-secret")]
    public async Task A_wrong_key_is_refused_and_not_shown(string? id, string secret)
    {
        var failure = await Assert.ThrowsAsync<ImageBuildException>(async () =>
            await Login(Aws).LogInAsync(Request("registry.example.com", id ?? Aws.Operator.Id, secret), Cancellation));

        Assert.Equal(ImageBuildFailure.Configuration, failure.Kind);
        Assert.Contains("AWS refused to log in to registry.example.com", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ecr:GetAuthorizationToken", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_key_is_no_key()
    {
        var request = new RegistryLoginRequest("registry.example.com") { Region = Region, Secret = new Dictionary<string, string> { ["accessKeyId"] = "id" } };

        var failure = await Assert.ThrowsAsync<ImageBuildException>(async () => await new EcrLogin().LogInAsync(request, Cancellation));

        Assert.Equal("The Secret for registry.example.com has no secretAccessKey. Put both accessKeyId and secretAccessKey into it.", failure.Message);
    }

    [Fact]
    public async Task A_server_that_is_away_is_a_transient_failure()
    {
        var login = new EcrLogin(new EcrOptions { ServiceUrl = new Uri("http://127.0.0.1:1"), RequestTimeout = TimeSpan.FromSeconds(2) });

        var failure = await Assert.ThrowsAsync<ImageBuildException>(async () => await login.LogInAsync(Request("registry.example.com", "id", "secret"), Cancellation));

        Assert.Equal(ImageBuildFailure.Transient, failure.Kind);
    }

    [Theory]
    [InlineData("123456789012.dkr.ecr.eu-west-1.amazonaws.com", "eu-west-1")]
    [InlineData("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1")]
    [InlineData("123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1")]
    [InlineData("123456789012.dkr-ecr.eu-central-1.on.aws", "eu-central-1")]
    [InlineData("registry.example.com", null)]
    [InlineData("dkr.ecr.eu-west-1.amazonaws.com", null)]
    public void The_host_names_the_region(string host, string? region) => Assert.Equal(region, EcrHost.RegionOf(host));

    [Fact]
    public async Task A_host_that_names_none_wants_one()
    {
        var failure = await Assert.ThrowsAsync<ImageBuildException>(async () => await new EcrLogin().LogInAsync(new RegistryLoginRequest("registry.example.com"), Cancellation));

        Assert.Contains("no region is named", failure.Message, StringComparison.Ordinal);
    }

    private static EcrLogin Login(MotoServer aws) => new(new EcrOptions { ServiceUrl = new Uri(aws.Url) });

    private static RegistryLoginRequest Request(string registry, string id, string secret, HttpMessageHandler? handler = null) => new(registry)
    {
        Region = Region,
        Handler = handler,
        Secret = new Dictionary<string, string> { ["accessKeyId"] = id, ["secretAccessKey"] = secret },
    };
}
