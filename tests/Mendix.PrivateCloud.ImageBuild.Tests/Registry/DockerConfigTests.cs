using System.Text;

namespace Mendix.PrivateCloud.ImageBuild.Tests.Registry;

public sealed class DockerConfigTests
{
    private static readonly string Packed = Convert.ToBase64String("robot:pass:word"u8);

    [Fact]
    public async Task User_and_password_come_packed_or_apart()
    {
        Assert.Equal(("robot", "pass:word"), await LoginAsync($$$$"""{"auths":{"registry.example.com":{"auth":"{{{{Packed}}}}"}}}"""));
        Assert.Equal(("robot", "secret"), await LoginAsync("""{"auths":{"registry.example.com":{"username":"robot","password":"secret"}}}"""));
    }

    [Fact]
    public async Task The_older_form_is_the_list_itself() =>
        Assert.Equal(("robot", "pass:word"), await LoginAsync($$$$"""{"registry.example.com":{"auth":"{{{{Packed}}}}"}}"""));

    [Fact]
    public async Task A_token_goes_before_a_password()
    {
        Assert.Equal("identity token", (await FindAsync($$$$"""{"auths":{"registry.example.com":{"auth":"{{{{Packed}}}}","identitytoken":"t"}}}"""))?.ToString());
        Assert.Equal("registry token", (await FindAsync("""{"auths":{"registry.example.com":{"registrytoken":"t"}}}"""))?.ToString());
    }

    [Theory]
    [InlineData("https://registry.example.com", true)]
    [InlineData("https://registry.example.com/v2/", true)]
    [InlineData("REGISTRY.example.com", true)]
    [InlineData("*.example.com", true)]
    [InlineData("reg*.example.com", true)]
    [InlineData("registry.example.com/apps", true)]
    [InlineData("registry.example.com/apps/crm", true)]
    [InlineData("registry.example.com/app", false)]
    [InlineData("registry.example.com/other", false)]
    [InlineData("registry.example.com:5000", false)]
    [InlineData("*.com", false)]
    [InlineData("example.com", false)]
    public async Task An_entry_is_for_a_host_and_perhaps_a_path_of_it(string place, bool isFound) =>
        Assert.Equal(isFound, await FindAsync($$$$"""{"auths":{"{{{{place}}}}":{"auth":"{{{{Packed}}}}"}}}""") is not null);

    [Fact]
    public async Task The_longest_path_wins()
    {
        var config = """{"auths":{"registry.example.com":{"username":"all","password":"a"},"registry.example.com/apps":{"username":"apps","password":"b"}}}""";
        Assert.Equal("apps", (await LoginAsync(config)).UserName);
    }

    [Fact]
    public async Task Docker_Hub_goes_by_its_old_name() =>
        Assert.NotNull(await FindAsync($$$$"""{"auths":{"https://index.docker.io/v1/":{"auth":"{{{{Packed}}}}"}}}""", "docker.io/library/crm:1"));

    [Fact]
    public async Task What_is_written_reads_back_and_wins_at_its_registry()
    {
        var others = """{"auths":{"registry.example.com/apps":{"username":"apps","password":"b"},"base.example.com":{"registrytoken":"t"}}}""";
        var written = Encoding.UTF8.GetString(RegistryCredential.Password("robot", "pass:word").ToDockerConfig("registry.example.com", Encoding.UTF8.GetBytes(others)));

        Assert.Equal(("robot", "pass:word"), await LoginAsync(written));
        Assert.Equal("registry token", (await FindAsync(written, "base.example.com/runtime:1"))?.ToString());
    }

    [Fact]
    public async Task A_token_stays_one_of_its_kind()
    {
        foreach (var credential in new[] { RegistryCredential.IdentityToken("t"), RegistryCredential.RegistryToken("t") })
        {
            Assert.Equal(credential.ToString(), (await FindAsync(Encoding.UTF8.GetString(credential.ToDockerConfig("registry.example.com"))))?.ToString());
        }
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("[]")]
    [InlineData("""{"auths":{"registry.example.com":{"auth":"hunter2hunter2"}}}""")]
    public void What_is_no_such_file_is_refused_and_not_quoted(string text)
    {
        var failure = Assert.Throws<FormatException>(() => RegistryCredentials.FromDockerConfig(Encoding.UTF8.GetBytes(text)));
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(string? UserName, string? Secret)> LoginAsync(string config) =>
        await FindAsync(config) is { } found ? (found.UserName, found.Secret) : default;

    private static async Task<RegistryCredential?> FindAsync(string config, string image = "registry.example.com/apps/crm:1") =>
        await RegistryCredentials.FromDockerConfig(Encoding.UTF8.GetBytes(config)).FindAsync(ImageReference.Parse(image), TestContext.Current.CancellationToken);
}
