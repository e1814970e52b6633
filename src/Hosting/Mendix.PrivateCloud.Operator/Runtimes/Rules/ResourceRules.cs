using System.Globalization;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rules;

/// <summary>CPU, memory and storage of the app's container, and what of the memory is Java's heap.</summary>
internal static class ResourceRules
{
    private const string Field = "spec.resources of the MendixApp, or spec.runtimeResources of the OperatorConfiguration";

    private static readonly string[] Known = ["cpu", "memory", "ephemeral-storage"];

    public static IEnumerable<string> Problems(RuntimeSpec spec)
    {
        var (limits, requests) = (spec.ContainerResources?.Limits ?? [], spec.ContainerResources?.Requests ?? []);
        foreach (var (name, amount) in limits.Concat(requests))
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
            {
                yield return $"'{name}' in {Field}, is no resource of an app. There are {string.Join(", ", Known)}.";
            }
            else if (!amount.TryGetValue(out var value) || value < 0)
            {
                yield return $"'{amount}' for {name} in {Field}, is no amount. Write it as a number with a unit, such as 500m or 2Gi.";
            }
        }

        foreach (var problem in OverLimit(Field, spec.ContainerResources)
            .Concat(OverLimit("spec.sidecarResources of the OperatorConfiguration", spec.Sidecar?.Resources))
            .Concat(OverLimit("spec.metricsSidecarResources of the OperatorConfiguration", spec.MetricsSidecar?.Resources))
            .Concat(Heap(spec)))
        {
            yield return problem;
        }
    }

    /// <summary>The requests that no limit leaves room for.</summary>
    public static IEnumerable<string> OverLimit(string field, ResourceRequirements? resources)
    {
        foreach (var (name, request) in resources?.Requests ?? [])
        {
            if (resources!.Limits?.TryGetValue(name, out var limit) == true && request > limit)
            {
                yield return $"The request of {name}, {request}, is over its limit, {limit}, in {field}. Set the limit to at least the request.";
            }
        }
    }

    private static IEnumerable<string> Heap(RuntimeSpec spec)
    {
        if (spec.HeapLimit is { } wanted && !(wanted.TryGetValue(out var size) && size >= JavaMemory.SmallestHeap))
        {
            yield return $"spec.jvmMemorySettings.heapLimit '{wanted}' is no size of a heap. Write at least 32Mi, or leave it out to have it worked out.";
        }
        else if (JavaMemory.MemoryLimitOf(spec) is { } limit)
        {
            if (spec.HeapLimit is { } heap && heap.TryGetValue(out var bytes) && bytes >= limit)
            {
                yield return $"spec.jvmMemorySettings.heapLimit {heap} leaves nothing of the memory limit {Limit(spec)} for what is not heap. " +
                    "Lower it, or raise the limit in spec.resources.";
            }
            else if (spec.HeapLimit is null && JavaMemory.HeapOf(spec) < JavaMemory.SmallestHeap)
            {
                yield return $"The memory limit {Limit(spec)} in {Field}, is too small: " +
                    $"{Mebibytes(JavaMemory.ReserveOf(limit))} of it are kept for what is not heap. Set it to 512Mi or more, or set spec.jvmMemorySettings.heapLimit.";
            }
        }
    }

    private static Quantity Limit(RuntimeSpec spec) => spec.ContainerResources!.Limits!["memory"];

    private static string Mebibytes(decimal bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024):0}Mi");
}
