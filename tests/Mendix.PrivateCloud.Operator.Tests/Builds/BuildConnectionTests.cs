using System.Text;
using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Testing.Http;
using Mendix.PrivateCloud.Testing.Packages;
using Mendix.PrivateCloud.Testing.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Operator.Tests.Builds;

/// <summary>Builds trust the authorities of their namespace and go through its proxy; a change of either tries again what failed.</summary>
[Collection(nameof(BuildCase))]
public sealed class BuildConnectionTests(RegistryFixture registries)
{
    private const string Authorities = "authorities";

    [Fact]
    public async Task Download_and_push_trust_the_authorities_of_the_namespace()
    {
        await using var packages = await SecurePackagesAsync();
        await using var build = await BuildCase.StartAsync(registries.Guarded);
        build.Configuration.Spec!.Registry!.CredentialsSecretName = "push";
        await build.Cluster.ApplyAsync(Secret("push", ("username", RegistryServer.UserName), ("password", RegistryServer.Password)));
        await build.ApplyAsync(packages.Address);
        await FailsAsync(build, $"127.0.0.1:{packages.Address.Port} cannot be trusted");
        await FailsAsync(build, "under the key custom.crt into the Secret that spec.customCASecretName of the OperatorConfiguration names");

        build.Configuration.Spec.CustomCASecretName = Authorities;
        await build.Cluster.ApplyAsync(Secret(Authorities, ("custom.crt", Pem(packages.Certificates.AuthorityFile))));
        await build.Cluster.ApplyAsync(build.Configuration);
        await FailsAsync(build, $"{registries.Guarded.Address} cannot be trusted");
        Assert.Empty(build.Pushed());

        await build.Cluster.ApplyAsync(Secret(
            Authorities, ("custom.crt", Pem(packages.Certificates.AuthorityFile) + Pem(registries.Guarded.Certificates!.AuthorityFile))));
        await build.UntilReadyAsync();
        Assert.NotEmpty(build.Pushed());
    }

    [Theory]
    [InlineData("none", "The Secret 'authorities', which spec.customCASecretName of the OperatorConfiguration names, does not exist. Create it in the namespace 'apps'")]
    [InlineData("without the key", "The Secret 'authorities', which spec.customCASecretName of the OperatorConfiguration names, has no key custom.crt.")]
    [InlineData("without a certificate", "names, cannot be used: There is no certificate in PEM.")]
    [InlineData("with a damaged certificate", "names, cannot be used: One of the certificates is damaged.")]
    public async Task A_Secret_that_cannot_be_used_is_named_and_a_good_one_heals(string what, string message)
    {
        await using var build = await BuildCase.StartAsync(registries.Plain);
        build.Configuration.Spec!.CustomCASecretName = Authorities;
        if (what != "none")
        {
            await build.Cluster.ApplyAsync(Secret(Authorities, what switch
            {
                "without the key" => ("ca.crt", "hunter2"),
                "without a certificate" => ("custom.crt", "hunter2"),
                _ => ("custom.crt", "-----BEGIN CERTIFICATE-----\naHVudGVyMg==\n-----END CERTIFICATE-----"),
            }));
        }

        await build.ApplyAsync();

        var failed = await FailsAsync(build, message);
        Assert.DoesNotContain("hunter2", failed, StringComparison.Ordinal);
        Assert.Empty(build.Source.Ranges);
        Assert.Empty(build.Pushed());

        await using var packages = await SecurePackagesAsync();
        await build.Cluster.ApplyAsync(Secret(Authorities, ("custom.crt", Pem(packages.Certificates.AuthorityFile))));
        await build.UntilReadyAsync();
    }

    [Fact]
    public async Task A_build_goes_through_the_proxy_and_only_where_the_list_lets_it()
    {
        await using var proxy = new ForwardProxy();
        await using var build = await BuildCase.StartAsync(registries.Plain, options => options.ConfigureImageBuilds += image => image.MaxRetries = 0);
        var source = new UriBuilder(build.Source.Package) { Host = "packages.test" }.Uri;
        build.Configuration.Spec!.Proxy = new OperatorProxy { HttpProxy = proxy.Address.ToString(), NoProxy = ["10.0.0.0/8", "packages.test"] };
        await build.ApplyAsync(source);

        // Nobody but the proxy knows the name.
        var app = await build.UntilAsync("BuildRetried");
        Assert.Contains($"The host name of packages.test:{source.Port} could not be resolved.", app.ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Empty(proxy.Requests);

        build.Configuration.Spec.Proxy.NoProxy = ["10.0.0.0/8"];
        await build.Cluster.ApplyAsync(build.Configuration);
        await build.UntilReadyAsync();
        Assert.Equal($"GET {source.GetLeftPart(UriPartial.Path)}", Assert.Single(proxy.Requests));
    }

    [Fact]
    public async Task Https_goes_through_the_same_proxy_and_another_proxy_is_another_attempt()
    {
        await using var packages = await SecurePackagesAsync();
        await using var proxy = new ForwardProxy();
        await using var build = await BuildCase.StartAsync(registries.Plain);
        build.Configuration.Spec!.Proxy = new OperatorProxy { HttpProxy = proxy.Address.ToString() };
        await build.ApplyAsync(new Uri($"https://{HttpsServer.Name}:{packages.Address.Port}/crm.mda"));
        await FailsAsync(build, $"{HttpsServer.Name}:{packages.Address.Port} cannot be trusted");
        var tunnel = Assert.Single(proxy.Requests);
        Assert.Equal($"CONNECT {HttpsServer.Name}:{packages.Address.Port}", tunnel);

        build.Configuration.Spec.Proxy.NoProxy = ["elsewhere.test"];
        await build.Cluster.ApplyAsync(build.Configuration);
        await OperatorCluster.PollAsync(() => Task.FromResult(proxy.Requests.Count == 2));

        build.Configuration.Spec.CustomCASecretName = Authorities;
        await build.Cluster.ApplyAsync(Secret(Authorities, ("custom.crt", Pem(packages.Certificates.AuthorityFile))));
        await build.Cluster.ApplyAsync(build.Configuration);
        await build.UntilReadyAsync();
        Assert.All(proxy.Requests, request => Assert.Equal(tunnel, request));
    }

    [Fact]
    public async Task Whoever_logs_in_goes_the_same_way()
    {
        await using var cloud = await HttpsServer.StartAsync(context => context.Response.WriteAsync(RegistryServer.Password));
        await using var proxy = new ForwardProxy();
        await using var build = await BuildCase.StartAsync(registries.Guarded, services: services => services.AddSingleton<IRegistryLogin>(
            new CloudLogin(new Uri($"https://{HttpsServer.Name}:{cloud.Address.Port}/token"))));
        var spec = build.Configuration.Spec!;
        spec.Registry!.Type = CloudLogin.Word;
        spec.Proxy = new OperatorProxy { HttpProxy = proxy.Address.ToString(), NoProxy = ["127.0.0.1"] };
        spec.CustomCASecretName = Authorities;
        await build.Cluster.ApplyAsync(Secret(Authorities, ("custom.crt", Pem(registries.Guarded.Certificates!.AuthorityFile))));
        await build.ApplyAsync();
        await FailsAsync(build, $"{HttpsServer.Name}:{cloud.Address.Port} cannot be trusted");
        await FailsAsync(build, "under the key custom.crt into the Secret that spec.customCASecretName of the OperatorConfiguration names");
        Assert.Empty(build.Pushed());

        await build.Cluster.ApplyAsync(Secret(
            Authorities, ("custom.crt", Pem(registries.Guarded.Certificates!.AuthorityFile) + Pem(cloud.Certificates.AuthorityFile))));
        await build.UntilReadyAsync();
        Assert.NotEmpty(build.Pushed());
        Assert.All(proxy.Requests, request => Assert.Equal($"CONNECT {HttpsServer.Name}:{cloud.Address.Port}", request));
    }

    private static Task<HttpsServer> SecurePackagesAsync()
    {
        var package = TestPackage.Usual().Zip();
        return HttpsServer.StartAsync(context => Results.Bytes(package).ExecuteAsync(context));
    }

    // The database may fail of the same Secret, and then comes first in what the app says of itself.
    private static async Task<string> FailsAsync(BuildCase build, string message)
    {
        var app = await build.Cluster.UntilAsync<MendixApp>(BuildCase.App, app => BuildProblem(app)?.Contains(message, StringComparison.Ordinal) == true);
        return BuildProblem(app)!;
    }

    private static string? BuildProblem(MendixApp app) =>
        app.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "BuildReady", Reason: "BuildFailed" })?.Message;

    private static string Pem(string file) => File.ReadAllText(file) + "\n";

    /// <summary>A cloud that gives out the registry's password.</summary>
    private sealed class CloudLogin(Uri address) : IRegistryLogin
    {
        public const string Word = "example-cloud";

        public string Type => Word;

        public async ValueTask<RegistryCredential> LogInAsync(RegistryLoginRequest request, CancellationToken cancellationToken)
        {
            using var http = new HttpClient(request.Handler!, disposeHandler: false);
            try
            {
                return RegistryCredential.Password(RegistryServer.UserName, await http.GetStringAsync(address, cancellationToken));
            }
            catch (HttpRequestException exception)
            {
                throw ImageBuildException.FromTransport(exception, address.Authority);
            }
        }
    }

    private static Secret Secret(string name, params (string Key, string Value)[] data) => new()
    {
        Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = name },
        Data = data.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value)),
    };
}
