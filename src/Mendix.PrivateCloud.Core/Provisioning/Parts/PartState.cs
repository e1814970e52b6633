namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>How a part was found on the server.</summary>
public abstract record PartState
{
    private PartState()
    {
    }

    /// <summary>It is not there.</summary>
    public static PartState Absent { get; } = new AbsentState();

    /// <summary>It is there and it is ours.</summary>
    public static PartState Ours { get; } = new OursState();

    /// <summary>
    /// The plan's account may not look. The part is made and removed as if it might be there, so its effects must stand
    /// both; it is taken back after a failure only if it says <see cref="Ours"/> by then, having learned it from an effect.
    /// </summary>
    public static PartState Unseen { get; } = new UnseenState();

    /// <summary>Whether it is not there.</summary>
    public bool IsAbsent => this is AbsentState;

    /// <summary>Whether it is there and ours.</summary>
    public bool IsOurs => this is OursState;

    /// <summary>Whether nobody could look.</summary>
    public bool IsUnseen => this is UnseenState;

    /// <summary>The name is taken by something that is not this tenant's.</summary>
    /// <param name="owner">Whose it is, in words; see <see cref="TenantMark.DescribeOwner"/>.</param>
    public static PartState Foreign(string owner) => new ForeignState(owner);

    private sealed record AbsentState : PartState;

    private sealed record OursState : PartState;

    private sealed record UnseenState : PartState;

    internal sealed record ForeignState(string Owner) : PartState;
}
