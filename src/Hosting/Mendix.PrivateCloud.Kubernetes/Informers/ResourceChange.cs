namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>One change that an informer reports.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
/// <param name="Kind">What happened.</param>
/// <param name="Old">The object as it was known before; <see langword="null"/> when added.</param>
/// <param name="New">The object as it is now; <see langword="null"/> when deleted.</param>
public readonly record struct ResourceChange<T>(ResourceChangeKind Kind, T? Old, T? New)
    where T : class
{
    /// <summary>The object as it is now, or as it was last known.</summary>
    public T Latest => New ?? Old!;
}
