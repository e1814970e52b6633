using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mendix.PrivateCloud.ImageBuild.Tests.Support;

namespace Mendix.PrivateCloud.ImageBuild.Tests.Registry;

public sealed class AuthenticationTests(RegistryFixture fixture) : ImageTest(fixture)
{
    [Fact]
    public async Task Without_credentials_a_guarded_registry_says_so()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder(options =>
        {
            Enter(options);
            options.Credentials = RegistryCredentials.Anonymous;
        });

        var failure = await Assert.ThrowsAsync<ImageBuildException>(() => builder.BuildAsync(Request(source.Package, Guarded.Address), cancellationToken: Cancellation));

        Assert.Equal(ImageBuildFailure.Configuration, failure.Kind);
        Assert.Equal($"The registry {Guarded.Address} wants a login, and there are no credentials for it.", failure.Problem);
    }

    [Fact]
    public async Task A_wrong_password_is_not_repeated_and_not_shown()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder(options =>
        {
            Enter(options);
            options.Credentials = RegistryCredentials.For(Guarded.Address, RegistryCredential.Password(RegistryServer.UserName, "wr0ng-secret"));
        });
        var request = Request(source.Package, Guarded.Address);

        var failure = await Assert.ThrowsAsync<ImageBuildException>(() => builder.BuildAsync(request, cancellationToken: Cancellation));

        Assert.Equal(ImageBuildFailure.Configuration, failure.Kind);
        Assert.Contains("does not accept the credentials", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(Inventory(Guarded, request));
    }

    [Fact]
    public async Task A_registry_that_shows_a_foreign_certificate_is_not_spoken_to_in_the_clear()
    {
        var requests = 0;
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder(options =>
        {
            options.CertificateAuthorities.Add(X509CertificateLoader.LoadCertificateFromFile(Guarded.Certificates!.OtherAuthorityFile));
            options.WrapHandler = inner => new CountingHandler(inner, request => requests += request.RequestUri!.Authority == Guarded.Address && request.RequestUri.Scheme == "http" ? 1 : 0);
        });

        var failure = await Assert.ThrowsAsync<ImageBuildException>(() => builder.BuildAsync(Request(source.Package, Guarded.Address), cancellationToken: Cancellation));

        Assert.Equal(ImageBuildFailure.Configuration, failure.Kind);
        Assert.Contains("its certificate is signed by an authority that is not trusted here", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_told_as_such()
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder(options => Enter(options));

        var failure = await Assert.ThrowsAsync<ImageBuildException>(
            () => builder.BuildAsync(Request(source.Package, $"localhost:{Guarded.Port}"), cancellationToken: Cancellation));

        Assert.Contains("its certificate is for another host name", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_docker_configuration_lets_in(bool packed)
    {
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        var login = packed
            ? $$"""{ "auth": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RegistryServer.UserName}:{RegistryServer.Password}"))}}" }"""
            : $$"""{ "username": "{{RegistryServer.UserName}}", "password": "{{RegistryServer.Password}}" }""";
        using var builder = Builder(options =>
        {
            Enter(options);
            options.Credentials = RegistryCredentials.FromDockerConfig(Encoding.UTF8.GetBytes($$"""{ "auths": { "https://{{Guarded.Address}}": {{login}} } }"""));
        });

        await builder.BuildAsync(Request(source.Package, Guarded.Address), cancellationToken: Cancellation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tokens_are_fetched_for_just_the_repositories_that_are_needed(bool identity)
    {
        await using var tokens = await TokenServer.StartAsync(FreshFolder("tokens"));
        await using var registry = await RegistryServer.StartAsync(moreSettings: tokens.RegistrySettings);
        await ToolRunner.RunAsync("skopeo", "copy", "--src-tls-verify=false", "--dest-tls-verify=false", "--dest-creds", $"{RegistryServer.UserName}:{RegistryServer.Password}",
            $"docker://{Plain.Address}/{RegistryFixture.BaseName}:docker", $"docker://{registry.Address}/{RegistryFixture.BaseName}:docker");
        tokens.Asked.Clear();
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var builder = Builder(options => options.Credentials = RegistryCredentials.For(
            registry.Address, identity ? RegistryCredential.IdentityToken(TokenServer.Identity) : Login));
        var request = Request(source.Package, registry.Address) with { BaseImage = $"{registry.Address}/{RegistryFixture.BaseName}:docker" };

        var result = await builder.BuildAsync(request, cancellationToken: Cancellation);

        Assert.Equal([LayerTransfer.Mounted, LayerTransfer.Mounted, LayerTransfer.Sent], result.Layers.Select(layer => layer.Transfer));
        Assert.Equal(
            [$"repository:{RegistryFixture.BaseName}:pull", $"repository:{request.Target.Repository}:pull,push repository:{RegistryFixture.BaseName}:pull"],
            tokens.Asked);
    }

    [Fact]
    public async Task A_token_server_that_does_not_know_us_is_told_apart_from_one_that_wants_a_login()
    {
        await using var tokens = await TokenServer.StartAsync(FreshFolder("tokens"));
        await using var registry = await RegistryServer.StartAsync(moreSettings: tokens.RegistrySettings);
        await using var source = await PackageServer.StartAsync(TestPackage.Usual().Zip());
        using var stranger = Builder(options => options.Credentials = RegistryCredentials.For(registry.Address, RegistryCredential.Password("somebody", "wr0ng-secret")));
        using var nobody = Builder();

        var refused = await Assert.ThrowsAsync<ImageBuildException>(() => stranger.BuildAsync(Request(source.Package, registry.Address), cancellationToken: Cancellation));
        var needed = await Assert.ThrowsAsync<ImageBuildException>(() => nobody.BuildAsync(Request(source.Package, registry.Address), cancellationToken: Cancellation));

        Assert.Contains("does not accept the credentials", refused.Message, StringComparison.Ordinal);
        Assert.Contains("wants a login", needed.Message, StringComparison.Ordinal);
    }
}
