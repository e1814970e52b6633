using Mendix.PrivateCloud.Testing.ControlPlane;

namespace Mendix.PrivateCloud.OperatorConformance.Servers;

/// <summary>A real control plane that enforces rights on owners, as OpenShift does. Nobody else uses it, so an operator may manage all of it.</summary>
public sealed class EnforcingCluster : ClusterUnderTest
{
    private ControlPlaneServer? _server;

    public override bool ChecksRights => true;

    protected override async Task<string> LaunchAsync()
    {
        if (ControlPlaneBinaries.SkipReason is { } reason)
        {
            Assert.Skip(reason);
        }

        _server = await ControlPlaneServer.StartAsync(["OwnerReferencesPermissionEnforcement"]);
        return _server.KubeConfigFile;
    }

    protected override ValueTask StopAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
