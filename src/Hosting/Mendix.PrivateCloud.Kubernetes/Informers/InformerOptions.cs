using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>Decides from an object's header alone whether an informer keeps it.</summary>
/// <param name="header">Name, namespace, UID and version.</param>
public delegate bool ObjectFilter(in ObjectHeader header);

/// <summary>What an informer follows, and what it keeps of it.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class InformerOptions<T>
    where T : class, IKubernetesObject<T>
{
    /// <summary>The namespaces, each with a watch of its own. Default empty: all, with one watch.</summary>
    public IList<string> Namespaces { get; } = [];

    /// <summary>The label selector. Default everything.</summary>
    public string? LabelSelector { get; set; }

    /// <summary>The field selector. Default everything.</summary>
    public string? FieldSelector { get; set; }

    /// <summary>
    /// Objects that do not pass are neither read nor kept; deciding allocates nothing. It must give the same answer for an object each
    /// time. Default none: all are kept.
    /// </summary>
    public ObjectFilter? Filter { get; set; }

    /// <summary>
    /// Takes off what need not be kept in memory, such as managed fields; may change and return its
    /// argument. <see langword="null"/> means that the object is not kept. Default none.
    /// </summary>
    public Func<T, T?>? Transform { get; set; }

    /// <summary>Objects per page of a list. Default 500.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>A watch is renewed after one to two times this. Default 5 minutes.</summary>
    public TimeSpan WatchTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The longest silence of a watch before its connection counts as dead. A server sends bookmarks about once a minute; one that sends
    /// none costs a renewed watch this often. Default 2 minutes.
    /// </summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest pause between attempts while the server cannot be reached. Default 30 seconds.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(30);
}
