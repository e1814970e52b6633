using System.Net.Http.Headers;
using System.Reflection;

namespace Mendix.PrivateCloud.Kubernetes;

internal static class UserAgent
{
    public static readonly ProductInfoHeaderValue Product = new("mendix-privatecloud", Version());

    private static string Version()
    {
        var informational = typeof(UserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var version = informational?.Split('+')[0];
        return string.IsNullOrEmpty(version) ? "0" : version;
    }
}
