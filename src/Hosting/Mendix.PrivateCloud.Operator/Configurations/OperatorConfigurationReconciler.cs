using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Cluster;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>
/// Leads a changed configuration to the environments of its namespace, some at a time. It grants turns in the status; the environments'
/// own reconciler acts upon them. So one place decides, one key at a time, and what it decided is seen by everybody.
/// </summary>
internal sealed class OperatorConfigurationReconciler(
    ClusterView view, ClusterWriter writer, RevisionStore store, RevisionKeeper keeper, EnvironmentStates states, StatusEvents events, TimeProvider time)
    : IReconciler<ObjectKey>
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var found = view.Configurations.Find(key.Namespace, key.Name);
        if (key.Name != OperatorConfiguration.ObjectName)
        {
            return found is null ? ReconcileResult.Done : await WriteStatusAsync(found, Misnamed(key.Name), null, cancellationToken);
        }

        if (found is not { Metadata.DeletionTimestamp: null } configuration)
        {
            // Environments that have it keep it. What none has serves nobody any more.
            await keeper.ForgetOthersAsync(key.Namespace, ConfigurationRevision.Defaults.Name, states.RevisionsIn(key.Namespace), cancellationToken);
            return ReconcileResult.Done;
        }

        var newest = ConfigurationRevision.Of(configuration);
        if (newest.Problems.Count > 0)
        {
            var wrong = Verdict.Failed(Reasons.InvalidField, $"{string.Join(" ", newest.Problems)} Environments keep the configuration that they have.");
            return await WriteStatusAsync(configuration, wrong, configuration.Status?.Rollout, cancellationToken);
        }

        try
        {
            await keeper.KeepAsync(key.Namespace, newest, cancellationToken);
        }
        catch (UnmetWishException unmet)
        {
            await WriteStatusAsync(configuration, unmet.Verdict, configuration.Status?.Rollout, cancellationToken);
            return unmet.Result;
        }

        var environments = states.In(key.Namespace, newest.Name);
        var plan = RolloutPlan.Make(newest.Name, configuration.Spec?.Rollout, configuration.Status?.Rollout, environments);
        var result = await WriteStatusAsync(
            configuration,
            RolloutProgress.VerdictOf(plan, configuration.Spec?.Rollout, environments),
            RolloutProgress.StatusOf(newest.Name, plan, environments),
            cancellationToken);
        if (environments.All(environment => environment.IsUpdated) && store.Holds(key.Namespace, newest.Name))
        {
            await keeper.ForgetOthersAsync(key.Namespace, newest.Name, states.RevisionsIn(key.Namespace), cancellationToken);
        }

        return result;
    }

    private static Verdict Misnamed(string name) => Verdict.Failed(
        Reasons.InvalidName,
        $"An OperatorConfiguration of the name '{name}' has no effect. Only the one called '{OperatorConfiguration.ObjectName}' counts in each namespace.");

    private async Task<ReconcileResult> WriteStatusAsync(
        OperatorConfiguration configuration, Verdict verdict, ConfigurationRolloutStatus? rollout, CancellationToken cancellationToken)
    {
        var generation = configuration.Metadata.Generation;
        var desired = new OperatorConfiguration
        {
            Metadata = new ObjectMeta
            {
                Namespace = configuration.Metadata.Namespace,
                Name = configuration.Metadata.Name,
                Uid = configuration.Metadata.Uid,
                // Turns that were granted meanwhile would be granted once more.
                ResourceVersion = configuration.Metadata.ResourceVersion,
            },
            Status = new OperatorConfigurationStatus
            {
                ObservedGeneration = generation,
                Rollout = rollout,
                Conditions = Conditions.Next(configuration.Status?.Conditions, time.GetUtcNow(), verdict.ToConditions(generation)),
            },
        };
        await writer.ApplyStatusAsync(desired, configuration, cancellationToken);
        events.OnVerdict(configuration, configuration.Status?.Conditions, verdict);
        return verdict.IsFailed ? ReconcileResult.Blocked(verdict.Message) : ReconcileResult.Done;
    }
}
