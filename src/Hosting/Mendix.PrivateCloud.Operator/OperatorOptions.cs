using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Operator;

/// <summary>How the operator works.</summary>
public sealed class OperatorOptions
{
    /// <summary>
    /// The namespaces whose environments it manages; all of the cluster when empty, which is the default. Two operators
    /// must never manage the same namespace.
    /// </summary>
    public IList<string> Namespaces { get; } = [];

    /// <summary>How the settings that reach a tenant are laid out in its Secret; <see cref="SecretFormat.Config"/> by default.</summary>
    public SecretFormat SecretFormat { get; set; }

    /// <summary>Concurrency, back-off, resync and stop of the reconcilers of Kubernetes objects.</summary>
    public ControllerOptions Controllers { get; } = new();

    /// <summary>
    /// The same for the reconcilers that talk to storage servers, which are slower: 16 at once by default.
    /// A provisioner limits what its server has to bear by itself.
    /// </summary>
    public ControllerOptions StorageControllers { get; } = new() { MaxConcurrency = 16 };

    /// <summary>
    /// The same for builds, which take minutes, processors and room on disk: 2 at once by default, for an hour each at most, and the first
    /// retry after 5 seconds. When the operator stops they are cancelled at once, and have as long as all others to end; what has reached
    /// the registry is not sent again.
    /// </summary>
    public ControllerOptions BuildControllers { get; } = new()
    {
        MaxConcurrency = 2,
        ReconcileTimeout = TimeSpan.FromHours(1),
        BackoffInitial = TimeSpan.FromSeconds(5),
        StopTimeout = TimeSpan.Zero,
        CancellationTimeout = TimeSpan.FromSeconds(25),
    };

    /// <summary>
    /// Sets how builds reach the network and what they put up with: proxy, authorities, limits, work folder. Called for each build; the
    /// credentials are those of <c>spec.registry</c>. Default: nothing is changed.
    /// </summary>
    public Action<ImageBuildOptions>? ConfigureImageBuilds { get; set; }

    /// <summary>
    /// The runtime base image where <c>spec.buildRuntimeBaseImage</c> of the OperatorConfiguration names none, such as
    /// <c>registry.example.com/mendix/runtime-base</c>. Without a tag, <c>spec.baseOSImageTagTemplate</c> gives it. It may hold
    /// <c>{{.MxRuntimeVersion}}</c> and <c>{{.JavaVersion}}</c>. Default: none.
    /// </summary>
    public string? BaseImage { get; set; }

    /// <summary>
    /// Whether several operators of the same namespaces choose one among them by a Lease; on by default. Switch it off
    /// where there can only be one, to spare the API server the renewals.
    /// </summary>
    public bool LeaderElection { get; set; } = true;

    /// <summary>
    /// Where the Lease lives; by default the client's own namespace (<see cref="Kubernetes.KubernetesClient.Namespace"/>): that of the pod
    /// whose account it uses, or of the kubeconfig's context. All operators of the same namespaces must name the same one.
    /// </summary>
    /// <remarks>
    /// It should not be a namespace that is managed. One that is deleted takes the Lease along, and no new one can be made in it:
    /// leadership ends within seconds, and with it the removal of its tenants, for which the namespace then waits.
    /// </remarks>
    public string? LeaseNamespace { get; set; }
}
