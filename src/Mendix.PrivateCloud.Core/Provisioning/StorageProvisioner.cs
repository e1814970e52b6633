using System.Runtime.ExceptionServices;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Provisioning.Plans;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// Base of a provisioner whose tenants are an ordered list of parts. The author describes parts; order, repetition,
/// ownership, roll-back, preview and the wording of failures are decided here, once for all types.
/// </summary>
/// <typeparam name="TPlan">The plan record: one property per field, with validation attributes.</typeparam>
public abstract partial class StorageProvisioner<TPlan> : IStorageProvisioner, ITenantPreviewer
    where TPlan : class, new()
{
    private readonly ILogger _logger;

    /// <summary>Names the type.</summary>
    /// <param name="type">Stable name, as a StoragePlan names it.</param>
    /// <param name="category">What its tenants are for.</param>
    /// <param name="logger">Receives one line per effect, secrets hidden.</param>
    /// <param name="capabilities">What it can do; <see cref="ProvisionerCapabilities.Preview"/> is always added.</param>
    /// <param name="maxReplicas">Most replicas of an app that such a tenant serves; null for any number.</param>
    /// <param name="contractVersion">Leave it out: the compiler fills in the version that you compile against.</param>
    protected StorageProvisioner(
        string type,
        StorageCategory category,
        ILogger logger,
        ProvisionerCapabilities capabilities = ProvisionerCapabilities.Share,
        int? maxReplicas = null,
        int contractVersion = ProvisionerContract.Version)
    {
        ArgumentNullException.ThrowIfNull(logger);
        _logger = logger;
        Descriptor = new ProvisionerDescriptor(
            type, category, PlanSchema.For<TPlan>(), capabilities | ProvisionerCapabilities.Preview, contractVersion)
        {
            MaxReplicas = maxReplicas,
        };
    }

    /// <inheritdoc />
    public ProvisionerDescriptor Descriptor { get; }

    /// <inheritdoc />
    public object BindPlan(PlanValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return PlanBinder.Bind<TPlan>(Descriptor.Plan, values);
    }

    /// <inheritdoc />
    public async Task<RuntimeSettings> ProvisionAsync(object plan, Tenant tenant, IEffectObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(observer);
        var typedPlan = Valid(plan);
        return await GuardAsync(typedPlan, tenant, "provision", observer, () => Draw(typedPlan, tenant), async (builder, blueprint) =>
        {
            await builder.BuildAsync(cancellationToken);
            return blueprint.Settings;
        }, cancellationToken);
    }

    /// <inheritdoc />
    public async Task DeprovisionAsync(object plan, Tenant tenant, IEffectObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(observer);
        var typedPlan = Valid(plan);
        await GuardAsync(typedPlan, tenant, "deprovision", observer, () => Draw(typedPlan, tenant), async (builder, _) =>
        {
            await builder.DemolishAsync(cancellationToken);
            return true;
        }, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> PreviewAsync(object plan, Tenant tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var typedPlan = Valid(plan);
        return await GuardAsync(
            typedPlan, tenant, "preview", EffectObserver.None, () => Draw(typedPlan, tenant),
            (builder, _) => builder.PreviewAsync(cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<CheckReport> CheckAsync(object plan, CancellationToken cancellationToken)
    {
        var typedPlan = Typed(plan);
        var errors = PlanValidator.Validate(Descriptor.Plan, typedPlan).ToList();
        if (errors.Count > 0)
        {
            return new CheckReport([.. errors.Select(error => CheckFinding.Fail($"field {error.Field}", error.Problem, error.Remedy))]);
        }

        var redaction = new SecretRedaction(() => Descriptor.Plan.Secrets(typedPlan));
        try
        {
            var report = await CheckServerAsync(typedPlan, cancellationToken);
            return new CheckReport([.. report.Findings.Select(redaction.Clean)]);
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            return new CheckReport([new CheckFinding("server", redaction.Clean(Classify(exception, typedPlan)))]);
        }
    }

    /// <summary>What a tenant consists of under this plan. Pure: it looks at no server.</summary>
    protected abstract TenantBlueprint Draw(TPlan plan, Tenant tenant);

    /// <summary>Finds out whether the server is reachable, the credentials are right and every needed right is there.</summary>
    protected abstract Task<CheckReport> CheckServerAsync(TPlan plan, CancellationToken cancellationToken);

    /// <summary>
    /// Says what a failure of the driver means. Override it for the driver's own exceptions; what you do not know
    /// goes to the base, which takes it for transient, because a needless retry harms less than giving up.
    /// </summary>
    /// <param name="exception">What was thrown; a <see cref="ProvisioningException"/> is right as it is.</param>
    /// <param name="plan">The plan in use, so that the message can name the server and the account.</param>
    protected virtual ProvisioningException Classify(Exception exception, TPlan plan)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception as ProvisioningException ?? new ProvisioningException(
            FailureKind.Transient,
            $"The {Descriptor.Type} server did not do what was asked: {exception.Message.TrimEnd('.')}.",
            "It can be tried again; look at the server if this stays.",
            exception);
    }

    private TPlan Valid(object plan)
    {
        var typedPlan = Typed(plan);
        var errors = PlanValidator.Validate(Descriptor.Plan, typedPlan).ToList();
        return errors.Count == 0 ? typedPlan : throw new PlanException(errors);
    }

    private TPlan Typed(object plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan as TPlan ?? throw new ArgumentException(
            $"The provisioner '{Descriptor.Type}' takes a plan of the type {typeof(TPlan).Name}, not {plan.GetType().Name}.", nameof(plan));
    }

    private async Task<TResult> GuardAsync<TResult>(
        TPlan plan,
        Tenant tenant,
        string verb,
        IEffectObserver observer,
        Func<TenantBlueprint> draw,
        Func<TenantBuilder, TenantBlueprint, Task<TResult>> action,
        CancellationToken cancellationToken,
        RuntimeSettings? current = null)
    {
        using var activity = PrivateCloudDiagnostics.Activities.StartActivity($"storage {verb}");
        activity?.SetTag("mendix.privatecloud.provisioner", Descriptor.Type);
        activity?.SetTag("mendix.privatecloud.tenant", tenant.ToString());
        var redaction = new SecretRedaction(() => Descriptor.Plan.Secrets(plan)).With(() => current ?? []);
        try
        {
            var blueprint = draw();
            redaction = redaction.With(() => blueprint.Settings);
            var builder = new TenantBuilder(tenant, blueprint.Parts, observer, exception => Classify(exception, plan), redaction, _logger);
            return await action(builder, blueprint);
        }
        catch (ObserverException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            var failure = redaction.Clean(Classify(exception, plan));
            activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, failure.Message);
            throw failure;
        }
    }

    private static bool IsCancellation(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
