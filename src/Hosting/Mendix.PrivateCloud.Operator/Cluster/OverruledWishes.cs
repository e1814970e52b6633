using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Cluster;

/// <summary>
/// Wishes of which the cluster makes something else at the door, as GKE Autopilot does with resources. Applied again they would be changed
/// again, for ever; so they are not, until the wish or the object is another one. Forgetting this costs one write that changes nothing.
/// </summary>
internal sealed class OverruledWishes
{
    private readonly ConcurrentDictionary<string, (string Wish, string State)> _known = new(StringComparer.Ordinal);

    /// <summary>Whether the same was applied already, and the object is as the cluster left it then.</summary>
    public bool IsSame<T>(T desired, T observed)
        where T : class, IKubernetesObject<T> =>
        observed.Metadata.Uid is { } uid && _known.TryGetValue(uid, out var known)
        && known.State == StateOf(observed.Metadata) && known.Wish == Of(desired);

    public void Note<T>(T desired, ApplyResult<T> result)
        where T : class, IKubernetesObject<T>
    {
        if (result.Resource.Metadata.Uid is not { } uid)
        {
            return;
        }

        if (result.Overruled is not null)
        {
            _known[uid] = (Of(desired), StateOf(result.Resource.Metadata));
        }
        else if (!_known.IsEmpty)
        {
            _known.TryRemove(uid, out _);
        }
    }

    // Not every kind counts generations.
    private static string StateOf(ObjectMeta metadata) => metadata.Generation?.ToString(CultureInfo.InvariantCulture) ?? metadata.ResourceVersion ?? "";

    private static string Of<T>(T desired)
        where T : class, IKubernetesObject<T> => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(desired, T.TypeInfo)));
}
