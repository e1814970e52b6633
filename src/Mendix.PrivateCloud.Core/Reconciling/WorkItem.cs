namespace Mendix.PrivateCloud.Reconciling;

/// <summary>
/// A key handed out by a <see cref="WorkQueue{TKey}"/>. Until it is given back with one of the queue's
/// <c>Done</c> methods nobody else gets the same key.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public readonly struct WorkItem<TKey> : IEquatable<WorkItem<TKey>>
    where TKey : notnull
{
    internal WorkItem(WorkNode<TKey> node)
    {
        Node = node;
        Version = node.Version;
        Key = node.Key;
        Priority = node.Priority;
        Failures = node.Failures;
        ReadyAt = node.ReadyAt;
    }

    /// <summary>The key to work on.</summary>
    public TKey Key { get; }

    /// <summary>The priority under which the key was handed out.</summary>
    public WorkPriority Priority { get; }

    /// <summary>How often in a row the work on this key has failed before this time; 0 after a success.</summary>
    public int Failures { get; }

    internal WorkNode<TKey> Node { get; }

    internal int Version { get; }

    internal long ReadyAt { get; }

    /// <inheritdoc/>
    public bool Equals(WorkItem<TKey> other) => ReferenceEquals(Node, other.Node) && Version == other.Version;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WorkItem<TKey> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Node, Version);

    /// <summary>Whether both are the same hand-out of the same key.</summary>
    public static bool operator ==(WorkItem<TKey> left, WorkItem<TKey> right) => left.Equals(right);

    /// <summary>Whether the two are different hand-outs.</summary>
    public static bool operator !=(WorkItem<TKey> left, WorkItem<TKey> right) => !left.Equals(right);
}
