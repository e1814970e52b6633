namespace Mendix.PrivateCloud.SystemBench.Storage;

/// <summary>One way of making and removing the same number of tenants.</summary>
/// <param name="Provision">Time of all creations.</param>
/// <param name="Deprovision">Time of all removals.</param>
/// <param name="ProvisionRequests">Statements or requests per creation.</param>
/// <param name="DeprovisionRequests">Statements or requests per removal.</param>
internal sealed record StorageFigures(TimeSpan Provision, TimeSpan Deprovision, double ProvisionRequests, double DeprovisionRequests)
{
    public TimeSpan Total => Provision + Deprovision;
}
