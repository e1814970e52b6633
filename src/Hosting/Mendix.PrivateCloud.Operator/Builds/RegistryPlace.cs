using Mendix.PrivateCloud.ImageBuild;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>Reads <c>pushURL</c> and <c>pullURL</c>: what stands before an image's own name.</summary>
internal static class RegistryPlace
{
    private const string Https = "https://";

    /// <returns>Host, port and beginning of the repositories' names, without a slash at the end; null when it is not set.</returns>
    /// <exception cref="FieldException">It is none.</exception>
    public static string? Of(string? url, string field)
    {
        if (string.IsNullOrWhiteSpace(url))
        {
            return null;
        }

        var place = (url.StartsWith(Https, StringComparison.OrdinalIgnoreCase) ? url[Https.Length..] : url).TrimEnd('/');
        var host = place.Split('/')[0];
        // A name without dot or port is a repository of Docker Hub to every tool that reads image names.
        var isHost = host.AsSpan().ContainsAny('.', ':') || host == "localhost";
        return isHost && ImageReference.TryParse($"{place}/name:tag", out _, out _)
            ? place
            : throw FieldException.Invalid(
                $"spec.registry.{field} of the OperatorConfiguration names no registry. " +
                "Write its host with domain or port, and a path if it has one, without http:// and credentials, such as registry.example.com:5000/apps.");
    }
}
