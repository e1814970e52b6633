namespace Mendix.PrivateCloud.Provisioners.Conformance.Declarations;

/// <summary>Something that is not ours, under a name that a tenant would get. The kit plants one at a time.</summary>
/// <param name="Name">Kind and name, for messages: <c>database mendix_crm_0f3a</c>.</param>
/// <param name="PlantAsync">Makes it, as the server's administrator would: without any mark of ours.</param>
/// <param name="RemoveAsync">Removes it again.</param>
public sealed record ForeignThing(
    string Name, Func<CancellationToken, Task> PlantAsync, Func<CancellationToken, Task> RemoveAsync)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
