using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioners.Conformance.Declarations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Plans;

namespace Mendix.PrivateCloud.Provisioners.Conformance;

/// <content>What has to be overridden, unless the type lacks the topic.</content>
public abstract partial class ConformanceFixture
{
    /// <summary>How many tenants are provisioned at the same time; 10 by default.</summary>
    public virtual int ConcurrentTenants => 10;

    /// <summary>
    /// At how many awaits a verb is cancelled at most; 20 by default. Where a verb has more, they are spread evenly.
    /// </summary>
    public virtual int CancellationPoints => 20;

    /// <summary>How long the server may take until it shows what was done; zero, the default, for a server that is consistent at once.</summary>
    public virtual TimeSpan Patience => TimeSpan.Zero;

    /// <summary><see cref="ConformanceTopic.Data"/>: writes into a tenant with its own settings.</summary>
    public virtual Task WriteAsync(RuntimeSettings settings, string key, string value, CancellationToken cancellationToken) =>
        throw Undeclared(nameof(WriteAsync), ConformanceTopic.Data);

    /// <summary><see cref="ConformanceTopic.Data"/>: reads what was written; null when nothing was. Throws when the settings do not reach the tenant.</summary>
    public virtual Task<string?> ReadAsync(RuntimeSettings settings, string key, CancellationToken cancellationToken) =>
        throw Undeclared(nameof(ReadAsync), ConformanceTopic.Data);

    /// <summary>
    /// <see cref="ConformanceTopic.LogIn"/>: whether these settings reach the tenant now, on a fresh connection. By default
    /// whether <see cref="ReadAsync"/> can read.
    /// </summary>
    public virtual async Task<bool> CanLogInAsync(RuntimeSettings settings, CancellationToken cancellationToken)
    {
        if (Exemptions.ContainsKey(ConformanceTopic.Data))
        {
            throw Undeclared(nameof(CanLogInAsync), ConformanceTopic.LogIn);
        }

        try
        {
            _ = await ReadAsync(settings, "nothing", cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary><see cref="ConformanceTopic.Sessions"/>: connects to the tenant and stays connected until disposed. A database has to have this.</summary>
    public virtual Task<IAsyncDisposable> HoldSessionAsync(RuntimeSettings settings, CancellationToken cancellationToken) =>
        throw Undeclared(nameof(HoldSessionAsync), ConformanceTopic.Sessions);

    /// <summary>
    /// <see cref="ConformanceTopic.Isolation"/>: tries with the settings of one tenant what only another one may: enter, list,
    /// read, write, delete.
    /// </summary>
    /// <returns>What succeeded, in words; nothing if all is well.</returns>
    public virtual Task<IReadOnlyList<string>> TrespassAsync(RuntimeSettings own, RuntimeSettings other, CancellationToken cancellationToken) =>
        throw Undeclared(nameof(TrespassAsync), ConformanceTopic.Isolation);

    /// <summary><see cref="ConformanceTopic.ForeignThings"/>: what somebody else could have made under the names that this tenant would get.</summary>
    public virtual IReadOnlyList<ForeignThing> ForeignThings(Tenant tenant) =>
        throw Undeclared(nameof(ForeignThings), ConformanceTopic.ForeignThings);

    /// <summary>
    /// Plans that must be refused, beyond those that the kit makes up from the validation attributes. None by default.
    /// </summary>
    public virtual IReadOnlyList<BadPlan> BadPlans => [];

    /// <summary><see cref="ConformanceTopic.Credentials"/>: the plan with credentials that the server refuses.</summary>
    public virtual PlanValues WrongCredentials => throw Undeclared(nameof(WrongCredentials), ConformanceTopic.Credentials);

    /// <summary><see cref="ConformanceTopic.Reachability"/>: the plan with a server that is not there.</summary>
    public virtual PlanValues Unreachable => throw Undeclared(nameof(Unreachable), ConformanceTopic.Reachability);

    /// <summary><see cref="ConformanceTopic.Rights"/>: one plan per right that the plan's account needs, lacking just that one.</summary>
    public virtual IReadOnlyList<LackingRight> LackingRights => throw Undeclared(nameof(LackingRights), ConformanceTopic.Rights);

    /// <summary><see cref="ConformanceTopic.Retention"/>: the plan that leaves data behind; <see cref="Plan"/> with <c>preventDataDeletion</c> by default.</summary>
    public virtual PlanValues RetainingPlan => Plan.With("preventDataDeletion", JsonValue.Create(true));

    /// <summary>Names that this server is known to have trouble with, beyond those that the kit tries anyway. None by default.</summary>
    public virtual IReadOnlyList<string> AwkwardNames => [];
}
