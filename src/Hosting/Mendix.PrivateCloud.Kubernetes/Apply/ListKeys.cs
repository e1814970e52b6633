using System.Collections;
using System.Collections.Concurrent;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>How the items of a list are told apart, where the API merges lists item by item.</summary>
internal sealed class ListKeys
{
    private static readonly Dictionary<string, string[]> BuiltIn = new(StringComparer.Ordinal)
    {
        ["containers"] = ["name"],
        ["initContainers"] = ["name"],
        ["env"] = ["name"],
        ["volumes"] = ["name"],
        ["imagePullSecrets"] = ["name"],
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"],
        ["hostAliases"] = ["ip"],
    };

    private static readonly ConcurrentDictionary<(string List, TypeShape Item, bool Custom), ListKeys?> Known = new();

    private static readonly string[] ContainerPort = ["containerPort", "protocol"];
    private static readonly string[] ServicePort = ["port", "protocol"];

    private readonly TypeShape.Property[] _keys;

    private ListKeys(TypeShape.Property[] keys) => _keys = keys;

    /// <param name="list">The list's field.</param>
    /// <param name="item">The shape of its items.</param>
    /// <param name="customResource">Custom resources merge only what their schema says: in ours, conditions.</param>
    /// <returns><see langword="null"/> for a list that is replaced whole.</returns>
    public static ListKeys? Of(string list, TypeShape item, bool customResource) =>
        Known.GetOrAdd((list, item, customResource), static key => Make(key.List, key.Item, key.Custom));

    private static ListKeys? Make(string list, TypeShape item, bool customResource)
    {
        var names = list switch
        {
            "finalizers" => [],
            "conditions" => ["type"],
            "ownerReferences" => ["uid"],
            _ when customResource => null,
            "ports" => item.Find("containerPort"u8) is not null ? ContainerPort : ServicePort,
            _ => BuiltIn.GetValueOrDefault(list),
        };
        if (names is null)
        {
            return null;
        }

        var keys = names.Select(name => item.Properties.FirstOrDefault(property => property.Name == name)).ToArray();
        return keys.Contains(null) ? null : new ListKeys(keys!);
    }

    /// <summary>An empty object here says which of several kinds is meant, and is kept by the server.</summary>
    public static bool IsMeaningfulWhenEmpty(string field) => field == "emptyDir";

    /// <param name="wanted">The desired item.</param>
    /// <param name="observed">The observed list.</param>
    /// <param name="guess">Where it most likely stands.</param>
    public object? FindMatch(object wanted, IList observed, int guess)
    {
        if (guess < observed.Count && observed[guess] is { } likely && Matches(wanted, likely))
        {
            return likely;
        }

        foreach (var candidate in observed)
        {
            if (candidate is not null && Matches(wanted, candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    public string Describe(object item) => _keys.Length == 0 ? item.ToString()! : string.Join(',', _keys.Select(key => key.Get(item)?.ToString() ?? "-"));

    private bool Matches(object wanted, object candidate)
    {
        if (_keys.Length == 0)
        {
            return wanted.Equals(candidate);
        }

        foreach (var key in _keys)
        {
            if (!Equals(key.Get(wanted) ?? DefaultOf(key), key.Get(candidate) ?? DefaultOf(key)))
            {
                return false;
            }
        }

        return true;
    }

    private static string? DefaultOf(TypeShape.Property key) => key.Name == "protocol" ? "TCP" : null;
}
