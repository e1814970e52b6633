using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Operator;

internal static partial class OperatorLog
{
    [LoggerMessage(4000, LogLevel.Information, "The operator manages {Namespaces}")]
    public static partial void Starting(this ILogger logger, string namespaces);

    [LoggerMessage(4001, LogLevel.Information, "The operator is at work: {Apps} environments are known")]
    public static partial void Working(this ILogger logger, int apps);

    [LoggerMessage(4002, LogLevel.Information, "The operator stopped")]
    public static partial void Stopped(this ILogger logger);

    [LoggerMessage(4003, LogLevel.Information, "Waiting to become the leader; Lease {Namespace}/{Name}")]
    public static partial void WaitingForLeadership(this ILogger logger, string @namespace, string name);

    [LoggerMessage(4004, LogLevel.Warning, "Leadership was lost; the work is stopped until it is won again")]
    public static partial void LeadershipLost(this ILogger logger);

    [LoggerMessage(4010, LogLevel.Information, "Applied {Kind} {Namespace}/{Name}, because of: {Difference}")]
    public static partial void Applied(this ILogger logger, string kind, string? @namespace, string? name, string? difference);

    [LoggerMessage(4011, LogLevel.Debug, "{Kind} {Namespace}/{Name} is gone already")]
    public static partial void AlreadyGone(this ILogger logger, string kind, string? @namespace, string? name);

    [LoggerMessage(4005, LogLevel.Error, "The cluster does not know the kind MendixApp; apply the custom resource definitions. Looking again")]
    public static partial void KindsMissing(this ILogger logger);

    [LoggerMessage(4006, LogLevel.Warning, "The cluster cannot be asked; trying again. {Problem}")]
    public static partial void ClusterUnavailable(this ILogger logger, string problem);

    [LoggerMessage(4007, LogLevel.Warning, "The Lease {Namespace}/{Name} is in a managed namespace: should that be deleted, leadership ends at once, and its tenants may stay behind. Name a namespace that stays in OperatorOptions.LeaseNamespace")]
    public static partial void LeaseIsManaged(this ILogger logger, string @namespace, string name);
}
