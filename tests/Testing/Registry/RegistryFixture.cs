using Xunit;

namespace Mendix.PrivateCloud.Testing.Registry;

/// <summary>
/// The registries that tests share: one in the clear without a login, one with TLS and a login. Both hold the base
/// images <c>mendix/runtime:10.24.3.64871-jre21</c> (of two platforms) and <c>mendix/runtime:docker</c> (Docker's own form).
/// </summary>
public sealed class RegistryFixture : IAsyncLifetime
{
    public const string BaseName = "mendix/runtime";
    public const string BaseTag = "10.24.3.64871-jre21";

    private RegistryServer? _plain;
    private RegistryServer? _guarded;

    public RegistryServer Plain => Ready(_plain);

    public RegistryServer Guarded => Ready(_guarded);

    public async ValueTask InitializeAsync()
    {
        if (RegistryTools.SkipReason is null)
        {
            _plain = await RegistryServer.StartAsync();
            _guarded = await RegistryServer.StartAsync(tls: true, login: true);
            await PushBasesAsync(_plain);
            await PushBasesAsync(_guarded);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _plain, _guarded }.OfType<RegistryServer>())
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Runs skopeo's <c>copy</c> or <c>inspect</c> with what it needs to get into a registry.</summary>
    public static Task<string> SkopeoAsync(RegistryServer server, string verb, params string[] arguments)
    {
        List<string> options = ["--tmpdir", Path.GetTempPath(), verb];
        foreach (var side in verb == "copy" ? (string[])["src-", "dest-"] : [""])
        {
            if (server.Certificates is null)
            {
                options.Add($"--{side}tls-verify=false");
            }
            else
            {
                options.AddRange([$"--{side}cert-dir", Path.GetDirectoryName(server.Certificates.AuthorityFile)! + "/trusted"]);
            }

            if (server.Login is { } login)
            {
                options.AddRange([$"--{side}creds", login]);
            }
        }

        return ToolRunner.RunAsync("skopeo", [.. options, .. arguments]);
    }

    /// <summary>Puts the base images into a registry.</summary>
    public static async Task PushBasesAsync(RegistryServer server)
    {
        if (server.Certificates is { } certificates)
        {
            var trusted = Directory.CreateDirectory(Path.GetDirectoryName(certificates.AuthorityFile)! + "/trusted");
            File.Copy(certificates.AuthorityFile, Path.Combine(trusted.FullName, "ca.crt"));
        }

        var folder = Directory.CreateTempSubdirectory("mxpc-base-").FullName;
        try
        {
            var several = new OciLayout(Path.Combine(folder, "several")).Add("linux/arm64", "system", "java").Add("linux/amd64", "system", "java").Save();
            await SkopeoAsync(server, "copy", "--all", $"oci:{several.Folder}", $"docker://{server.Address}/{BaseName}:{BaseTag}");
            var one = new OciLayout(Path.Combine(folder, "one")).Add("linux/amd64", "system", "java").Save();
            await SkopeoAsync(server, "copy", "--format", "v2s2", $"oci:{one.Folder}", $"docker://{server.Address}/{BaseName}:docker");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RegistryServer Ready(RegistryServer? server)
    {
        if (RegistryTools.SkipReason is { } reason)
        {
            Assert.Skip(reason);
        }

        return server!;
    }
}
