namespace Mendix.PrivateCloud.ApiConformance.Servers;

/// <summary>A server that claims to be a Kubernetes API server.</summary>
public interface IApiServerUnderTest
{
    /// <summary>An admin's client. Its base address is the server's.</summary>
    HttpClient Http { get; }

    /// <summary>The text of an admin's kubeconfig.</summary>
    string KubeConfig { get; }

    /// <summary>The minor version of Kubernetes that it says it is.</summary>
    int Minor { get; }

    /// <summary>Whether this is the server of our own, which differs where its README says so.</summary>
    bool IsLocalCluster { get; }

    /// <summary>Starts it unless it runs. Skips the test where it cannot be had.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Makes it forget all changes before now.</summary>
    Task ForgetHistoryAsync(CancellationToken cancellationToken);

    /// <summary>Does something once on this server, whoever asks first; the others wait.</summary>
    Task OnceAsync(string name, Func<Task> action);
}
