namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>What an apply came to, and the object after it.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="Outcome">Whether anything was sent.</param>
/// <param name="Resource">The object as stored; the observed one when nothing was sent.</param>
/// <param name="Difference">The path of the first difference, such as <c>spec.replicas</c>, that made it be sent; <see langword="null"/> when nothing was sent, or nothing had been observed.</param>
public readonly record struct ApplyResult<T>(ApplyOutcome Outcome, T Resource, string? Difference)
    where T : class
{
    /// <summary>
    /// The path of the first field that the object holds otherwise than desired right after it was sent, because something at the server's
    /// door, such as an admission webhook, changed it; <see langword="null"/> when there is none. Sent again, it would be changed again.
    /// </summary>
    public string? Overruled { get; init; }

    /// <summary>Whether something was sent.</summary>
    public bool IsApplied => Outcome == ApplyOutcome.Applied;
}
