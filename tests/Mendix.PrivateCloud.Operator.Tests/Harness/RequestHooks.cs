using System.Collections.Concurrent;
using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>Stands between the operator and the cluster. The user's requests pass by it.</summary>
internal sealed class RequestHooks
{
    public ConcurrentQueue<LocalRequest> Requests { get; } = new();

    public Func<LocalRequest, ValueTask<LocalFault?>> Before { get; set; } = _ => default;

    public Func<LocalRequest, ValueTask<LocalFault?>> After { get; set; } = _ => default;

    public ValueTask<LocalFault?> BeforeAsync(LocalRequest request) => IsOperators(request) ? Before(request) : default;

    public ValueTask<LocalFault?> AfterAsync(LocalRequest request)
    {
        if (!IsOperators(request))
        {
            return default;
        }

        Requests.Enqueue(request);
        return After(request);
    }

    private static bool IsOperators(LocalRequest request) => request.UserAgent.StartsWith("mendix-privatecloud", StringComparison.Ordinal);
}
