namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>The way to the cluster cannot be made out: nothing is configured, or what is configured is wrong. Says what to change.</summary>
public sealed class KubernetesConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The file and field, what is wrong with it, and the remedy. No secret.</param>
    /// <param name="innerException">The cause, if any.</param>
    public KubernetesConfigurationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
