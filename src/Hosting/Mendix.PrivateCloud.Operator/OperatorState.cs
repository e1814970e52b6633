using Mendix.PrivateCloud.Operator.Cluster;

namespace Mendix.PrivateCloud.Operator;

/// <summary>What an operator does at the moment.</summary>
public enum OperatorPhase
{
    /// <summary>It has not yet seen all of the cluster, or was not started.</summary>
    Starting,

    /// <summary>It knows the cluster, follows it, and waits until it may lead.</summary>
    Standby,

    /// <summary>It is at work.</summary>
    Leading,

    /// <summary>It has ended, asked or not.</summary>
    Stopped,
}

/// <summary>One kind that an operator follows.</summary>
/// <param name="Name">The kind's name in the API, such as <c>mendixapps</c>.</param>
/// <param name="HasSynced">Whether it was listed once.</param>
/// <param name="Problem">Why it is not followed now, in one word of the API server's; <see langword="null"/> while it is.</param>
public readonly record struct FollowedKind(string Name, bool HasSynced, string? Problem);

/// <summary>How an operator is: for health checks, and whoever shows it. Registered by <c>AddOperator()</c>; thread-safe.</summary>
public sealed class OperatorState
{
    private readonly ClusterView _view;
    private volatile OperatorPhase _phase;

    internal OperatorState(ClusterView view) => _view = view;

    /// <summary>What it does.</summary>
    public OperatorPhase Phase
    {
        get => _phase;
        internal set => _phase = value;
    }

    /// <summary>All kinds that it follows, as they are now.</summary>
    public IReadOnlyList<FollowedKind> Kinds => _view.Kinds();
}
