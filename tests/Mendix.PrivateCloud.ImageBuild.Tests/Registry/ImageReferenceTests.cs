namespace Mendix.PrivateCloud.ImageBuild.Tests.Registry;

public sealed class ImageReferenceTests
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    [Theory]
    [InlineData("registry.example.com/apps/crm:1.4.0", "registry.example.com", "apps/crm", "1.4.0")]
    [InlineData("registry:5000/crm", "registry:5000", "crm", "latest")]
    [InlineData("localhost/crm", "localhost", "crm", "latest")]
    [InlineData("[::1]:5000/crm:x", "[::1]:5000", "crm", "x")]
    [InlineData("ubuntu", "docker.io", "library/ubuntu", "latest")]
    [InlineData("mendix/runtime:10", "docker.io", "mendix/runtime", "10")]
    public void Names_are_read_as_docker_reads_them(string text, string registry, string repository, string tag)
    {
        var reference = ImageReference.Parse(text);

        Assert.Equal((registry, repository, tag), (reference.Registry, reference.Repository, reference.Tag));
        Assert.Equal(reference, ImageReference.Parse(reference.ToString()));
    }

    [Fact]
    public void A_digest_stands_beside_a_tag_or_alone()
    {
        Assert.Equal((null, Digest), (ImageReference.Parse($"r.io/a@{Digest}").Tag, ImageReference.Parse($"r.io/a@{Digest}").Digest));
        Assert.Equal(("1", Digest), (ImageReference.Parse($"r.io/a:1@{Digest}").Tag, ImageReference.Parse($"r.io/a:1@{Digest}").Digest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("r.io/")]
    [InlineData("r.io/Apps")]
    [InlineData("r.io/a//b")]
    [InlineData("r.io/../b")]
    [InlineData("r.io/a:")]
    [InlineData("r.io/a:x y")]
    [InlineData("r.io/a@sha256:12")]
    [InlineData("r.io:port/a")]
    [InlineData("user@r.io/a")]
    [InlineData("https://r.io/a")]
    [InlineData("r.io/a:1\n")]
    public void What_is_no_name_is_refused(string text)
    {
        Assert.False(ImageReference.TryParse(text, out _, out var problem));
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
    }
}
