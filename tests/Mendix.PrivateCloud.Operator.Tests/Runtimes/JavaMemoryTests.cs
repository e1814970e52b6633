using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes;

/// <summary>The documented table of what is kept for everything but the heap.</summary>
public sealed class JavaMemoryTests
{
    [Theory]
    [InlineData("512Mi", 212)]
    [InlineData("600Mi", 300)]
    [InlineData("1Gi", 512)]
    [InlineData("2047Mi", 1023)]
    [InlineData("2Gi", 1024)]
    [InlineData("4Gi", 2560)]
    [InlineData("8Gi", 6144)]
    [InlineData("16Gi", 13312)]
    [InlineData("32Gi", 28672)]
    [InlineData("64Gi", 61440)]
    public void The_heap_is_the_limit_without_its_reserve(string limit, int mebibytes)
    {
        var spec = new RuntimeSpec { ContainerResources = new() { Limits = new() { ["memory"] = limit } } };
        Assert.Equal($"-Xmx{mebibytes}m", JavaMemory.Option(spec));
    }

    [Fact]
    public void Without_a_limit_Java_decides() => Assert.Null(JavaMemory.Option(new RuntimeSpec()));

    [Fact]
    public void A_heap_that_is_given_wins() =>
        Assert.Equal("-Xmx700m", JavaMemory.Option(new RuntimeSpec { HeapLimit = "700Mi", ContainerResources = new() { Limits = new() { ["memory"] = "8Gi" } } }));

    [Theory]
    [InlineData("-Xmx1g", "")]
    [InlineData("-Da=-Xmx1g", "-Da=-Xmx1g")]
    [InlineData("-Da=b -Xms1g -XX:MinRAMPercentage=10.5 -XX:InitialRAMPercentage=5 -Dc=d", "-Da=b -Dc=d")]
    public void Other_ways_to_set_it_are_stripped(string options, string left) => Assert.Equal(left, JavaMemory.Strip(options));
}
