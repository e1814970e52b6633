using System.ComponentModel.DataAnnotations;

namespace Mendix.PrivateCloud.Provisioners.Minio;

/// <summary>Accepts scheme, host and port of a server, and says what to change where something else was written.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ServerEndpointAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var problem = Problem(value as string ?? "");
        return problem is null ? ValidationResult.Success : new ValidationResult(problem, [validationContext.MemberName!]);
    }

    private static string? Problem(string endpoint)
    {
        if (endpoint.Length == 0)
        {
            return null; // [Required] tells that.
        }

        // Before all others, and without the value: what stands before the @ often ends in a secret key.
        if (endpoint.Contains('@', StringComparison.Ordinal))
        {
            return "holds keys: write the address only, the access key into the field 'accessKey', and the secret key into the plan's Secret.";
        }

        if (!endpoint.Contains("://", StringComparison.Ordinal))
        {
            return $"has the value '{endpoint}': begin it with https:// or http://.";
        }

        return !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || Uri.CheckHostName(uri.IdnHost.Trim('[', ']')) == UriHostNameType.Unknown
                ? $"has the value '{endpoint}', which is not the URL of a server."
            : uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps
                ? $"has the value '{endpoint}': only https:// and http:// are known."
            : uri.PathAndQuery != "/" || uri.Fragment.Length > 0
                ? $"has the value '{endpoint}': leave out what follows host and port; each environment gets its own bucket."
            : null;
    }
}
