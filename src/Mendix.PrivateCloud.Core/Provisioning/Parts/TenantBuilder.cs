using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>Walks the parts of one tenant: forwards to build, backwards to demolish.</summary>
internal sealed class TenantBuilder(
    Tenant tenant,
    IReadOnlyList<TenantPart> parts,
    IEffectObserver observer,
    Func<Exception, ProvisioningException> classify,
    SecretRedaction redaction,
    ILogger logger)
{
    public async Task BuildAsync(CancellationToken cancellationToken)
    {
        var states = await ObserveAllAsync(cancellationToken);
        var begun = 0;
        try
        {
            for (; begun < parts.Count; begun++)
            {
                await RunAsync(parts[begun], parts[begun].Make(states[begun]), cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObserverException) && classify(exception).Kind != FailureKind.Transient)
        {
            await TakeBackAsync(states, begun, cancellationToken);
            throw;
        }
    }

    public async Task DemolishAsync(CancellationToken cancellationToken)
    {
        for (var index = parts.Count - 1; index >= 0; index--)
        {
            var state = await parts[index].ObserveAsync(cancellationToken);
            await DemolishAsync(parts[index], state, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<string>> PreviewAsync(CancellationToken cancellationToken)
    {
        var states = await ObserveAllAsync(cancellationToken);
        return [.. parts.Zip(states, (part, state) => part.Make(state)).SelectMany(effects => effects).Select(effect => redaction.Clean(effect.Description))];
    }

    // Before the first effect, so that a name taken by somebody else is found while there is nothing to take back.
    private async Task<PartState[]> ObserveAllAsync(CancellationToken cancellationToken)
    {
        var states = new PartState[parts.Count];
        for (var index = 0; index < parts.Count; index++)
        {
            states[index] = await parts[index].ObserveAsync(cancellationToken);
            if (states[index] is PartState.ForeignState foreign)
            {
                throw new ProvisioningException(
                    FailureKind.Conflict,
                    $"The {parts[index].Name} exists already and belongs to {foreign.Owner}.",
                    "It was left as it is. Remove or rename it on the server if nobody needs it.");
            }
        }

        return states;
    }

    // Only what this run made: a part that was there before may hold data.
    private async Task TakeBackAsync(PartState[] states, int last, CancellationToken cancellationToken)
    {
        for (var index = last; index >= 0; index--)
        {
            if (!states[index].IsAbsent && !states[index].IsUnseen)
            {
                continue;
            }

            try
            {
                var state = await parts[index].ObserveAsync(cancellationToken);
                if (!state.IsUnseen)
                {
                    await DemolishAsync(parts[index], state, cancellationToken);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The first failure is the one to report; deprovisioning will find what is left.
                logger.TakeBackFailed(parts[index].Name, tenant, redaction.Clean(classify(exception)).Problem);
                return;
            }
        }
    }

    private async Task DemolishAsync(TenantPart part, PartState state, CancellationToken cancellationToken)
    {
        switch (state)
        {
            case PartState.ForeignState foreign:
                logger.ForeignPartLeft(part.Name, tenant, foreign.Owner);
                break;
            case { IsOurs: true } or { IsUnseen: true }:
                await RunAsync(part, part.Remove(), cancellationToken);
                break;
        }
    }

    private async Task RunAsync(TenantPart part, IEnumerable<Effect> effects, CancellationToken cancellationToken)
    {
        foreach (var effect in effects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var notice = new EffectNotice(tenant, part.Name, redaction.Clean(effect.Description));
            await TellAsync(observer.BeforeAsync, notice, cancellationToken);
            logger.EffectStarting(tenant, notice.Description);
            await effect.RunAsync(cancellationToken);
            await TellAsync(observer.AfterAsync, notice, cancellationToken);
        }
    }

    private static async ValueTask TellAsync(
        Func<EffectNotice, CancellationToken, ValueTask> tell, EffectNotice notice, CancellationToken cancellationToken)
    {
        try
        {
            await tell(notice, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ProvisioningException))
        {
            throw new ObserverException(exception);
        }
    }
}
