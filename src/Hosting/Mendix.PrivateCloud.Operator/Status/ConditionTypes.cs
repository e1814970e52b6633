namespace Mendix.PrivateCloud.Operator.Status;

/// <summary>The conditions that the operator sets.</summary>
internal static class ConditionTypes
{
    public const string Ready = "Ready";
    public const string DatabaseReady = "DatabaseReady";
    public const string StorageReady = "StorageReady";
    public const string BuildReady = "BuildReady";
    public const string NetworkReady = "NetworkReady";
    public const string RuntimeReady = "RuntimeReady";
    public const string ConfigurationCurrent = "ConfigurationCurrent";

    // The names that kstatus knows, and with it Flux, Argo CD and others.
    public const string Reconciling = "Reconciling";
    public const string Stalled = "Stalled";
}
