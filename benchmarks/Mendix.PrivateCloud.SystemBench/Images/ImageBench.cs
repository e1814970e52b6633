using System.Diagnostics;
using System.IO.Compression;
using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Testing.Packages;
using Mendix.PrivateCloud.Testing.Registry;

namespace Mendix.PrivateCloud.SystemBench.Images;

/// <summary>
/// Appends a package to a base image and pushes it to a registry on loopback, in turns with the least that this can cost. A ratio compares
/// neighbours of one round.
/// </summary>
internal static class ImageBench
{
    /// <summary>The hidden verb under which the server of packages runs.</summary>
    public const string ServeVerb = "serve-file";

    private const int Rounds = 3;
    private const int DefaultSize = 300;
    private const int LargeSize = 1000;
    private const double MostOverIdle = 64;
    private const double MostRatio = 1.2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (RegistryTools.SkipReason is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 1;
        }

        var size = arguments.Length == 0 ? DefaultSize : int.Parse(arguments[0]);
        Console.WriteLine(MachineDescription.Now());
        var folder = Directory.CreateTempSubdirectory("systembench-images-");
        try
        {
            return await RunAsync(folder.FullName, size);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Serves a file until standard input ends; what the child process does, so that its memory and time do not count.</summary>
    public static async Task<int> ServeAsync(string path)
    {
        await using var server = await FileServer.StartAsync(path);
        Console.WriteLine(server.Package);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task<int> RunAsync(string folder, int size)
    {
        await using var registry = await RegistryServer.StartAsync();
        await RegistryFixture.PushBasesAsync(registry);
        var package = Path.Combine(folder, "package.mda");
        await SamplePackage.WriteAsync(package, size * 1_000_000L);
        var large = Path.Combine(folder, "large.mda");
        await SamplePackage.WriteAsync(large, LargeSize * 1_000_000L);
        using var packages = await FileProcess.StartAsync(package);
        using var largePackages = await FileProcess.StartAsync(large);
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        using var builder = new ImageBuilder(new ImageBuildOptions { WorkFolder = folder });

        var tar = Path.Combine(folder, "layer.tar");
        await UnpackAsync(http, registry, await BuildAsync(builder, packages.Address, registry, "warm-up"), tar);
        await Floor.RunAsync(http, packages.Address, tar, registry.Address, "floor/warm-up", folder);

        var (ours, floor) = (new List<ImageFigures>(), new List<ImageFigures>());
        for (var round = 1; round <= Rounds; round++)
        {
            ours.Add(await MeasureAsync(() => BuildAsync(builder, packages.Address, registry, $"ours{round}")));
            floor.Add(await MeasureAsync(() => Floor.RunAsync(http, packages.Address, tar, registry.Address, $"floor/{round}", folder)));
            Console.Error.WriteLine($"round {round} of {Rounds}: {ours[^1].Seconds:F2} s, floor {floor[^1].Seconds:F2} s");
        }

        var memory = await MemoryAsync(builder, packages.Address, registry, "memory");
        var memoryOfLarge = await MemoryAsync(builder, largePackages.Address, registry, "memory-large");
        return Print(size, ours, floor, memory, memoryOfLarge);
    }

    private static Task<ImageBuildResult> BuildAsync(ImageBuilder builder, Uri package, RegistryServer registry, string name) => builder.BuildAsync(new ImageBuildRequest
    {
        Source = package,
        BaseImage = $"{registry.Address}/{RegistryFixture.BaseName}:{RegistryFixture.BaseTag}",
        Target = ImageReference.Parse($"{registry.Address}/apps/{name}:1"),
    });

    private static async Task UnpackAsync(HttpClient http, RegistryServer registry, ImageBuildResult result, string path)
    {
        await using var body = await http.GetStreamAsync($"http://{registry.Address}/v2/{result.Image.Repository}/blobs/{result.Layers[^1].Digest}");
        await using var gzip = new GZipStream(body, CompressionMode.Decompress);
        await using var file = File.Create(path);
        await gzip.CopyToAsync(file);
    }

    private static async Task<ImageFigures> MeasureAsync(Func<Task> action)
    {
        using var process = Process.GetCurrentProcess();
        var (watch, processor) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await action();
        process.Refresh();
        return new ImageFigures(watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - processor).TotalSeconds);
    }

    private static async Task<MemoryMark> MemoryAsync(ImageBuilder builder, Uri package, RegistryServer registry, string name)
    {
        var mark = MemoryMark.Set();
        await BuildAsync(builder, package, registry, name);
        return mark.Freeze();
    }

    private static int Print(int size, List<ImageFigures> ours, List<ImageFigures> floor, MemoryMark memory, MemoryMark large)
    {
        double Ratio(Func<ImageFigures, double> of) => ours.Zip(floor, (one, other) => of(one) / of(other)).Order().ElementAt(Rounds / 2);
        double Median(List<ImageFigures> all, Func<ImageFigures, double> of) => all.Select(of).Order().ElementAt(Rounds / 2);
        var (wall, processor) = (Ratio(one => one.Seconds), Ratio(one => one.ProcessorSeconds));
        Console.WriteLine($"""

            | package of {size} MB, medians of {Rounds} rounds | image build | floor | ratio |
            |---|---|---|---|
            | wall time | {Median(ours, one => one.Seconds):F2} s | {Median(floor, one => one.Seconds):F2} s | {wall:F2} |
            | processor time | {Median(ours, one => one.ProcessorSeconds):F2} s | {Median(floor, one => one.ProcessorSeconds):F2} s | {processor:F2} |

            | package | memory when idle | at most over it |
            |---|---|---|
            | {size} MB | {memory.Idle:F0} MB | {memory.PeakOverIdle:F0} MB |
            | {LargeSize} MB | {large.Idle:F0} MB | {large.PeakOverIdle:F0} MB |
            """);
        return wall <= MostRatio && Math.Max(memory.PeakOverIdle, large.PeakOverIdle) <= MostOverIdle ? 0 : 1;
    }
}
