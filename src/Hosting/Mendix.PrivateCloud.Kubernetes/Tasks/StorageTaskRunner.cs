using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>Makes or removes one tenant, and says how it went.</summary>
/// <param name="provisioners">Those that the image offers.</param>
/// <param name="client">Gives the client; called only when there is a Secret to be created, since a removal has no use for a cluster.</param>
/// <param name="logger">Where progress goes.</param>
public sealed class StorageTaskRunner(IStorageProvisioners provisioners, Func<KubernetesClient> client, ILogger logger)
{
    /// <summary>How the servers of plans are reached; <see cref="OutboundConnections.Default"/> by default.</summary>
    public OutboundConnections Connections { get; init; } = OutboundConnections.Default;

    /// <summary>Performs a task. What is wrong is returned and not thrown.</summary>
    /// <param name="task">What to do.</param>
    /// <param name="credentials">The plan's credentials by field.</param>
    /// <param name="cancellationToken">Stops between effects; a repeat goes on from where it stands.</param>
    /// <returns>Null when it was done.</returns>
    public async Task<TaskFailure?> RunAsync(StorageTask task, IReadOnlyDictionary<string, SecretValue> credentials, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(credentials);
        var progress = new TaskProgress();
        try
        {
            var provisioner = provisioners.Get(task.Type);
            var plan = provisioner.BindPlan(new PlanValues(Parameters(task.Parameters), credentials) { Connections = Connections });
            var tenant = new Tenant(task.Namespace, task.Environment, task.TenantId);
            if (task.Verb == StorageTaskVerb.Deprovision)
            {
                await provisioner.DeprovisionAsync(plan, tenant, progress, cancellationToken);
                return null;
            }

            var settings = await provisioner.ProvisionAsync(plan, tenant, progress, cancellationToken);
            return await CreateSecretAsync(task, settings, cancellationToken);
        }
        catch (ProvisioningException failure)
        {
            return new TaskFailure(ExitCodeOf(failure.Kind, progress.HasBegun), failure.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Its text may hold anything. The log has it.
            logger.TaskUnexpected(exception);
            return new TaskFailure(TaskExitCodes.Unexpected, $"The provisioner '{task.Type}' failed unexpectedly ({exception.GetType().Name}). It is tried again; the log of its pod says more.");
        }
    }

    // Created and never changed: the pod's account may do nothing else. Whatever stands under that name already holds
    // credentials that this run has replaced, so it must not pass for the result of this run.
    private async Task<TaskFailure?> CreateSecretAsync(StorageTask task, RuntimeSettings settings, CancellationToken cancellationToken)
    {
        var secret = task.Secret ?? throw new JsonException("The task names no Secret.");
        secret.Data = RuntimeSettingsData.Of(settings, task.SecretFormat);
        try
        {
            await client().CreateAsync(secret, cancellationToken);
            return null;
        }
        catch (KubernetesException exception)
        {
            return new TaskFailure(TaskExitCodes.TryAgain, $"The Secret '{secret.Metadata.Name}' could not be created: {exception.Message} It is tried again.");
        }
    }

    private static int ExitCodeOf(FailureKind kind, bool hasBegun) => kind switch
    {
        FailureKind.Transient => TaskExitCodes.TryAgain,
        _ when hasBegun => TaskExitCodes.FailedForGood,
        FailureKind.Conflict => TaskExitCodes.NameTaken,
        _ => TaskExitCodes.PlanWrong,
    };

    private static JsonObject Parameters(JsonElement? parameters) => parameters is { ValueKind: JsonValueKind.Object } element ? JsonObject.Create(element)! : [];
}
