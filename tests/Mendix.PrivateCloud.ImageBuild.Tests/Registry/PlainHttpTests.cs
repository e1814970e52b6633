using Mendix.PrivateCloud.ImageBuild.Registry;

namespace Mendix.PrivateCloud.ImageBuild.Tests.Registry;

public sealed class PlainHttpTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:5000")]
    [InlineData("registry.localhost")]
    [InlineData("registry.infra.svc.cluster.local:5000")]
    [InlineData("127.0.0.1:5000")]
    [InlineData("[::1]:5000")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255:80")]
    [InlineData("192.168.1.1")]
    public void Hosts_of_the_documented_kinds_may_speak_it(string registry) => Assert.True(PlainHttp.IsAllowedFor(registry));

    [Theory]
    [InlineData("registry.example.com")]
    [InlineData("registry.example.com:80")]
    [InlineData("local.example.com")]
    [InlineData("notlocal")]
    [InlineData("local")]
    [InlineData("127.0.0.2")]
    [InlineData("172.32.0.1")]
    [InlineData("11.0.0.1")]
    [InlineData("[fe80::1]")]
    public void Others_may_not(string registry) => Assert.False(PlainHttp.IsAllowedFor(registry));
}
