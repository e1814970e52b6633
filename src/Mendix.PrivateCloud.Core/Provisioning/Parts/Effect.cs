namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>
/// One change on a server: what it does in the server's own words, and how to do it. The two stay together so that a
/// preview and an execution cannot differ.
/// </summary>
/// <param name="Description">The exact statement or call, secrets written as <c>***</c>.</param>
/// <param name="RunAsync">
/// Performs it. It may be cut off after it happened and before anyone knows, so it must stand a repeat.
/// </param>
public sealed record Effect(string Description, Func<CancellationToken, Task> RunAsync)
{
    /// <summary>The description.</summary>
    public override string ToString() => Description;
}
