using System.Collections.Concurrent;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Operator.Access;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>Stands between the operator and the cluster. The user's requests pass by it.</summary>
internal sealed class RequestHooks
{
    public ConcurrentQueue<LocalRequest> Requests { get; } = new();

    /// <summary>What a cluster with the generated roles would have refused.</summary>
    public ConcurrentQueue<LocalRequest> Undeclared { get; } = new();

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
        if (!IsDeclared(request))
        {
            Undeclared.Enqueue(request);
        }

        return After(request);
    }

    private static bool IsDeclared(LocalRequest request)
    {
        var resource = request.Subresource.Length == 0 ? request.Resource : $"{request.Resource}/{request.Subresource}";
        // Everybody may ask what there is.
        return resource.Length == 0 || OperatorRights.Managing.Concat(OperatorRights.Routing).Any(right =>
            right.Group == request.Group && right.Resource == resource && right.Verbs.Contains(request.Verb)
            && (request is not { Verb: "patch", StatusCode: 201 } || right.Verbs.Contains("create")));
    }

    private static bool IsOperators(LocalRequest request) => request.UserAgent.StartsWith("mendix-privatecloud", StringComparison.Ordinal);
}
