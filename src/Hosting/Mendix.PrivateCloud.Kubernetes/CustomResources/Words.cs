namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The words of <see cref="StoragePlanSpec.Type"/>.</summary>
public static class StoragePlanTypes
{
    /// <summary>Any number of environments.</summary>
    public const string OnDemand = "on-demand";

    /// <summary>One environment.</summary>
    public const string Dedicated = "dedicated";
}

/// <summary>The words for what is stored.</summary>
public static class StorageTypes
{
    /// <summary>A database.</summary>
    public const string Database = "database";

    /// <summary>A file store.</summary>
    public const string File = "file";
}

/// <summary>Where a dependent object stands.</summary>
public static class Phases
{
    /// <summary>It waits for something.</summary>
    public const string Pending = "Pending";

    /// <summary>It is being worked on.</summary>
    public const string Processing = "Processing";

    /// <summary>It is as desired.</summary>
    public const string Ready = "Ready";

    /// <summary>It cannot become as desired; the conditions say why.</summary>
    public const string Failed = "Failed";

    /// <summary>It is being removed.</summary>
    public const string Deleting = "Deleting";

    /// <summary>Nobody looked at it yet, because something before it is wrong.</summary>
    public const string Unknown = "Unknown";
}

/// <summary>The words of <see cref="OperatorEndpoint.Type"/> and <see cref="EndpointSpec.Type"/>.</summary>
public static class EndpointTypes
{
    /// <summary>A Service and an Ingress.</summary>
    public const string Ingress = "ingress";

    /// <summary>Only a Service.</summary>
    public const string Service = "service";

    /// <summary>A Service and an OpenShift Route.</summary>
    public const string OpenShiftRoute = "openshiftRoute";

    /// <summary>A Service and a Gateway API HTTPRoute.</summary>
    public const string GatewayRoute = "gatewayRoute";
}

/// <summary>The words of <see cref="OperatorEndpoint.ServiceType"/> and <see cref="EndpointSpec.ServiceType"/>.</summary>
public static class ServiceTypes
{
    /// <summary>An address inside the cluster.</summary>
    public const string ClusterIP = "ClusterIP";

    /// <summary>An address outside as well, given by the cluster's load balancer.</summary>
    public const string LoadBalancer = "LoadBalancer";
}

/// <summary>The words of <see cref="MendixAppStatus.AppState"/>.</summary>
public static class AppStates
{
    /// <summary>The app serves.</summary>
    public const string Started = "Started";

    /// <summary>The app does not serve.</summary>
    public const string Stopped = "Stopped";
}

/// <summary>The words of <see cref="MendixAppSpec.RuntimeLeaderSelection"/>.</summary>
public static class LeaderSelections
{
    /// <summary>One replica leads, in a workload of its own.</summary>
    public const string Assigned = "assigned";

    /// <summary>No replica leads.</summary>
    public const string None = "none";

    /// <summary>One workload whose replicas sort it out by themselves.</summary>
    public const string Leaderless = "leaderless";
}
