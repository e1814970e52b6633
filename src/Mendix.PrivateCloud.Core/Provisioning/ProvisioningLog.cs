using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioning;

internal static partial class ProvisioningLog
{
    [LoggerMessage(1500, LogLevel.Information, "{Tenant}: {Effect}")]
    public static partial void EffectStarting(this ILogger logger, Tenant tenant, string effect);

    [LoggerMessage(1501, LogLevel.Warning, "The {Part} was left alone when {Tenant} was removed: it belongs to {Owner}")]
    public static partial void ForeignPartLeft(this ILogger logger, string part, Tenant tenant, string owner);

    [LoggerMessage(1502, LogLevel.Warning, "The {Part} of {Tenant} could not be taken back after a failure: {Problem}")]
    public static partial void TakeBackFailed(this ILogger logger, string part, Tenant tenant, string problem);
}
