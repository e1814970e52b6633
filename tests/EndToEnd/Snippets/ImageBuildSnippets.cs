using Mendix.PrivateCloud.ImageBuild;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mendix.PrivateCloud.EndToEnd.Snippets;

internal static class ImageBuildSnippets
{
    public static async Task BuildAsync(byte[] dockerConfig, CancellationToken cancellationToken)
    {
        #region ImageBuild README.md
        using var builder = new ImageBuilder(new ImageBuildOptions
        {
            Credentials = RegistryCredentials.FromDockerConfig(dockerConfig),   // what a docker-registry Secret holds
        });

        ImageBuildResult result = await builder.BuildAsync(
            new ImageBuildRequest
            {
                Source = new Uri("https://files.example.com/crm-1.4.0.mda"),
                BaseImage = "registry.example.com/mendix/runtime:{{.MxRuntimeVersion}}-jre{{.JavaVersion}}",
                Target = ImageNameTemplate.Parse("apps/{{.Name}}:{{.Version}}").Render("registry.example.com", new ImageNameValues
                {
                    Name = "crm-acc1",
                    Generation = 1,
                    Version = "1.4.0",
                    Time = DateTimeOffset.UtcNow,
                }),
            },
            new Progress<ImageBuildProgress>(now => Console.WriteLine($"{now.Step} {now.Bytes}/{now.TotalBytes} bytes, {now.Layers}/{now.TotalLayers} layers")),
            cancellationToken);

        Console.WriteLine(result.Image);       // registry.example.com/apps/crm-acc1@sha256:…, what a workload should name
        Console.WriteLine(result.BytesSent);   // of layers; 0 when the same package was built before
        #endregion
    }

    public static void AddEcr(HostApplicationBuilder builder)
    {
        #region ImageBuild.Ecr README.md
        builder.Services.AddPrivateCloud()
            .AddEphemeral()
            .AddEcr()
            .AddOperator();
        #endregion
    }
}
