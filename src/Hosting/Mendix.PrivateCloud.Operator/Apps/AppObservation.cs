using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Configurations;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>Everything that decides over an environment, as it was seen at one moment.</summary>
internal sealed record AppObservation(
    MendixApp App,
    AppConfiguration Configuration,
    IReadOnlyList<StoragePlan> Plans,
    StorageInstance? Database,
    StorageInstance? File,
    Build? Build,
    Endpoint? Endpoint,
    Runtime? Runtime,
    Secret? TlsSecret);
