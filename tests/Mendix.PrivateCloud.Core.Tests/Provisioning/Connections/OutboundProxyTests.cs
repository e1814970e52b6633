using System.Net;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning.Connections;

/// <summary>What is reached without a proxy, as Go's <c>httpproxy</c> decides it.</summary>
public sealed class OutboundProxyTests
{
    private static readonly Uri Http = new("http://proxy.test:3128");
    private static readonly Uri Https = new("https://proxy.test:3129");

    [Theory]
    // A name stands for its sub-domains too.
    [InlineData("example.com", "https://example.com/", true)]
    [InlineData("example.com", "https://db.example.com/", true)]
    [InlineData("example.com", "https://EXAMPLE.com./", true)]
    [InlineData("EXAMPLE.com", "https://db.example.com/", true)]
    [InlineData("example.com", "https://otherexample.com/", false)]
    [InlineData("example.com", "https://example.com.evil.test/", false)]
    // A leading dot stands for them alone.
    [InlineData(".example.com", "https://db.example.com/", true)]
    [InlineData(".example.com", "https://example.com/", false)]
    [InlineData("*.example.com", "https://db.example.com/", true)]
    [InlineData("*.example.com", "https://example.com/", false)]
    [InlineData("bücher.example", "https://db.xn--bcher-kva.example/", true)]
    // A port limits.
    [InlineData("example.com:8443", "https://example.com:8443/", true)]
    [InlineData("example.com:8443", "https://example.com/", false)]
    [InlineData("example.com:443", "https://example.com/", true)]
    [InlineData(".example.com:443", "https://db.example.com/", true)]
    [InlineData("example.com:https", "https://example.com/", false)]
    // Addresses and networks.
    [InlineData("10.1.2.3", "http://10.1.2.3/", true)]
    [InlineData("10.1.2.3", "http://10.1.2.4/", false)]
    [InlineData("10.1.2.3:80", "http://10.1.2.3/", true)]
    [InlineData("10.1.2.3:80", "http://10.1.2.3:8080/", false)]
    [InlineData("10.0.0.0/8", "http://10.1.2.3/", true)]
    [InlineData("10.9.9.9/8", "http://10.1.2.3/", true)]
    [InlineData("10.0.0.0/8", "http://11.1.2.3/", false)]
    [InlineData("172.16.0.0/12", "http://172.31.0.1/", true)]
    [InlineData("172.16.0.0/12", "http://172.32.0.1/", false)]
    [InlineData("fd00::/8", "http://[fd12::1]/", true)]
    [InlineData("fd00::/8", "http://[fe80::1]/", false)]
    [InlineData("fd12::1", "http://[fd12::1]/", true)]
    [InlineData("[fd12::1]:80", "http://[fd12::1]/", true)]
    [InlineData("[fd12::1]:80", "http://[fd12::1]:81/", false)]
    // A network counts for addresses, and a number in a name is none.
    [InlineData("10.0.0.0/8", "http://ten.example.com/", false)]
    [InlineData("3.4", "http://1.2.3.4/", false)]
    // No proxy at all, and none for this machine whatever the list says.
    [InlineData("*", "https://example.com/", true)]
    [InlineData("a.test, *", "http://10.1.2.3/", true)]
    [InlineData("", "http://localhost:5000/", true)]
    [InlineData("", "http://127.0.0.1/", true)]
    [InlineData("", "http://127.8.8.8/", true)]
    [InlineData("", "http://[::1]/", true)]
    [InlineData("", "http://localhost.example.com/", false)]
    // Several in one text, and what is no host.
    [InlineData("a.test,b.test", "https://b.test/", true)]
    [InlineData(" a.test , b.test ", "https://a.test/", true)]
    [InlineData(",, ., :, 10.0.0.0/99, a/b, [", "https://example.com/", false)]
    public void An_entry_covers_what_it_says(string direct, string address, bool isDirect)
    {
        var proxy = new OutboundProxy(Http, Https, [direct]);

        Assert.Equal(isDirect, proxy.IsBypassed(new Uri(address)));
        Assert.Equal(isDirect, proxy.GetProxy(new Uri(address)) is null);
    }

    [Fact]
    public void Each_scheme_has_its_own_proxy_or_none()
    {
        var both = new OutboundProxy(Http, Https, []);
        Assert.Equal((Http, Https), (both.GetProxy(new Uri("http://a.test")), both.GetProxy(new Uri("https://a.test"))));

        var one = new OutboundProxy(null, Https, []);
        Assert.True(one.IsBypassed(new Uri("http://a.test")));
        Assert.False(one.IsBypassed(new Uri("https://a.test")));
    }

    [Fact]
    public void The_same_way_is_equal()
    {
        var proxy = new OutboundProxy(Http, Https, ["a.test", "b.test"]);

        Assert.Equal(proxy, new OutboundProxy(new Uri("http://proxy.test:3128/"), Https, ["a.test,b.test"]));
        Assert.Equal(proxy.GetHashCode(), new OutboundProxy(new Uri("http://proxy.test:3128/"), Https, ["a.test,b.test"]).GetHashCode());
        Assert.NotEqual(proxy, new OutboundProxy(Http, Https, ["a.test"]));
        Assert.NotEqual(proxy, new OutboundProxy(Http, Http, ["a.test", "b.test"]));
        Assert.NotEqual(proxy, new OutboundProxy(new Uri("https://proxy.test:3128"), Https, ["a.test", "b.test"]));
    }

    [Fact]
    public void It_takes_no_credentials_and_shows_none()
    {
        var proxy = new OutboundProxy(new Uri("http://me:hunter2@proxy.test:3128"), null, []);

        Assert.DoesNotContain("hunter2", proxy.ToString(), StringComparison.Ordinal);
        Assert.Null(((IWebProxy)proxy).Credentials);
        Assert.Throws<NotSupportedException>(() => ((IWebProxy)proxy).Credentials = CredentialCache.DefaultCredentials);
    }
}
