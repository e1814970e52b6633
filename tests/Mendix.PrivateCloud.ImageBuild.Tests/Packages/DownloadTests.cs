using System.Net;
using Mendix.PrivateCloud.ImageBuild.Http;
using Mendix.PrivateCloud.ImageBuild.Packages;
using Mendix.PrivateCloud.Testing.Http;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.ImageBuild.Tests.Packages;

public sealed class DownloadTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mxpc-download-").FullName;
    private readonly byte[] _content = ImageBuilderTests.Random(3 << 20);
    private PackageServer _server = null!;

    private string Target => Path.Combine(_folder, "package");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await PackageServer.StartAsync(_content);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_broken_connection_is_taken_up_where_it_broke()
    {
        await using var proxy = new FaultProxy(_server.Port);
        proxy.CutWhenReceived(1 << 20);
        proxy.CutWhenReceived(1 << 20);

        await FetchAsync(new Uri($"http://{proxy.Address}/crm.mda"));

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.Equal(2, proxy.Cuts);
        Assert.Equal("", _server.Ranges.First());
        Assert.Equal(3, _server.Ranges.Count);
        Assert.All(_server.Ranges.Skip(1), range => Assert.Matches("^bytes=[1-9][0-9]*-$", range));
    }

    [Fact]
    public async Task A_package_that_changed_meanwhile_is_downloaded_anew()
    {
        await using var proxy = new FaultProxy(_server.Port);
        proxy.CutWhenReceived(1 << 20);
        var other = ImageBuilderTests.Random(2 << 20).Reverse().ToArray();
        _server.Instead.Enqueue(async context =>
        {
            var old = _server.Content;
            (_server.Content, _server.ETag) = (other, "\"v2\"");
            await Results.Bytes(old, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue("\"v1\"")).ExecuteAsync(context);
        });

        await FetchAsync(new Uri($"http://{proxy.Address}/crm.mda"));

        Assert.Equal(other, await File.ReadAllBytesAsync(Target, Cancellation));
    }

    [Fact]
    public async Task Without_a_mark_of_the_version_it_begins_anew()
    {
        _server.ETag = null;
        await using var proxy = new FaultProxy(_server.Port);
        proxy.CutWhenReceived(1 << 20);

        await FetchAsync(new Uri($"http://{proxy.Address}/crm.mda"));

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
        Assert.All(_server.Ranges, range => Assert.Equal("", range));
    }

    [Fact]
    public async Task A_connection_that_always_breaks_at_once_is_given_up()
    {
        await using var proxy = new FaultProxy(_server.Port);
        for (var cut = 0; cut < 10; cut++)
        {
            proxy.CutWhenReceived(50);
        }

        var failure = await Assert.ThrowsAsync<ImageBuildException>(() => FetchAsync(new Uri($"http://{proxy.Address}/crm.mda?signature=s3cret")));

        Assert.Equal(ImageBuildFailure.Transient, failure.Kind);
        Assert.Equal(5, proxy.Cuts);
    }

    [Fact]
    public async Task Redirects_are_followed()
    {
        _server.Instead.Enqueue(context => Results.Redirect("/elsewhere").ExecuteAsync(context));

        await FetchAsync(_server.Package);

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_package_over_the_limit_is_refused_whether_its_size_was_told_or_not(bool told)
    {
        if (!told)
        {
            _server.Instead.Enqueue(async context => await context.Response.Body.WriteAsync(_content, context.RequestAborted));
        }

        var failure = await Assert.ThrowsAsync<ImageBuildException>(() => FetchAsync(_server.Package, options => options.MaxPackageSize = 1 << 20));

        Assert.Equal(ImageBuildFailure.Configuration, failure.Kind);
        Assert.Contains("larger than 1,048,576 bytes", failure.Message, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(Target).Length, 0, 1 << 20);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, ImageBuildFailure.Configuration, 1, "There is no package at")]
    [InlineData(HttpStatusCode.Forbidden, ImageBuildFailure.Configuration, 1, "a signed one may have expired")]
    [InlineData(HttpStatusCode.ServiceUnavailable, ImageBuildFailure.Transient, 5, "answered HTTP 503")]
    public async Task An_answer_without_a_package_is_told_without_the_signature(HttpStatusCode status, ImageBuildFailure kind, int requests, string problem)
    {
        for (var request = 0; request < requests; request++)
        {
            _server.Instead.Enqueue(context => Results.StatusCode((int)status).ExecuteAsync(context));
        }

        var failure = await Assert.ThrowsAsync<ImageBuildException>(() => FetchAsync(_server.Package));

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(requests, _server.Ranges.Count);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_not_waited_for_forever()
    {
        _server.Instead.Enqueue(async context =>
        {
            context.Response.ContentLength = 10;
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        await FetchAsync(_server.Package, options => options.IdleTimeout = TimeSpan.FromMilliseconds(300));

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
    }

    [Fact]
    public async Task A_proxy_is_gone_through()
    {
        // A proxy for plain http gets the request itself, with the whole address.
        await FetchAsync(new Uri("http://packages.example.com/crm.mda"), options => options.Proxy = new WebProxy(new Uri(_server.Package, "/")));

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
    }

    [Fact]
    public async Task A_server_of_a_further_authority_is_trusted()
    {
        await using var secure = await HttpsServer.StartAsync(context => Results.Bytes(_content).ExecuteAsync(context));
        var package = new Uri(secure.Address, "crm.mda?signature=s3cret");

        var failure = await Assert.ThrowsAsync<ImageBuildException>(() => FetchAsync(package));
        Assert.Equal((ImageBuildFailure.Configuration, true), (failure.Kind, failure.IsUntrustedServer));
        Assert.Contains("its certificate is signed by an authority that is not trusted here", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ImageBuildOptions.CertificateAuthorities), failure.Remedy, StringComparison.Ordinal);

        File.Delete(Target);
        await FetchAsync(package, options => options.CertificateAuthorities.ImportFromPemFile(secure.Certificates.AuthorityFile));
        Assert.Equal(_content, await File.ReadAllBytesAsync(Target, Cancellation));
    }

    [Theory]
    [InlineData("ftp://files.example.com/crm.mda")]
    [InlineData("oci-image://crm:1")]
    public async Task Other_addresses_are_refused(string source)
    {
        var failure = await Assert.ThrowsAsync<ImageBuildException>(() => FetchAsync(new Uri(source)));

        Assert.Equal(ImageBuildFailure.Configuration, failure.Kind);
    }

    private async Task FetchAsync(Uri source, Action<ImageBuildOptions>? configure = null)
    {
        var options = new ImageBuildOptions();
        configure?.Invoke(options);
        using var http = HttpClientFactory.Create(options);
        var retries = new RetryPolicy(options.MaxRetries, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        await new PackageDownload(http, options, retries, TimeProvider.System).FetchAsync(source, Target, new ProgressMeter(null), Cancellation);
    }
}
