using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>How the servers of a task are reached, as the variables of its pod say.</summary>
internal static class TaskConnections
{
    /// <param name="variable">The value of an environment variable.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FormatException">The file holds no authorities, or cannot be read.</exception>
    public static async Task<OutboundConnections> ReadAsync(Func<string, string?> variable, CancellationToken cancellationToken)
    {
        var proxy = ProxyOf(variable);
        if (variable(StorageTask.AuthoritiesVariable) is not { Length: > 0 } file)
        {
            return proxy is null ? OutboundConnections.Default : new OutboundConnections([], proxy);
        }

        try
        {
            return new OutboundConnections(OutboundConnections.ReadAuthorities(await File.ReadAllTextAsync(file, cancellationToken)), proxy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FormatException("It cannot be read.", exception);
        }
    }

    // An address that is none leaves the way to what the process makes of the variables by itself.
    private static OutboundProxy? ProxyOf(Func<string, string?> variable)
    {
        var (http, https) = (AddressOf(variable(StorageTask.HttpProxyVariable)), AddressOf(variable(StorageTask.HttpsProxyVariable)));
        return http is null && https is null ? null : new OutboundProxy(http, https, [variable(StorageTask.NoProxyVariable) ?? ""]);
    }

    private static Uri? AddressOf(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;
}
