using System.ComponentModel.DataAnnotations;

namespace Mendix.PrivateCloud.Provisioners.SqlServer;

/// <summary>
/// Accepts a fully qualified domain name or an IP address, and says what to leave out where something else was written
/// along. NetBIOS names are refused: they resolve on the administrator's machine and not in a cluster.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ServerHostAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var problem = Problem(value as string ?? "");
        return problem is null ? ValidationResult.Success : new ValidationResult(problem, [validationContext.MemberName!]);
    }

    private static string? Problem(string host)
    {
        var bare = host is ['[', .., ']'] ? host[1..^1] : host;
        switch (Uri.CheckHostName(bare))
        {
            case UriHostNameType.IPv4 or UriHostNameType.IPv6:
                return null;
            case UriHostNameType.Dns:
                return bare.TrimEnd('.').Contains('.', StringComparison.Ordinal)
                    ? null
                    : $"has the value '{host}', which is a NetBIOS name: write the fully qualified domain name, such as {host}.example.com.";
        }

        return host switch
        {
            "" => null, // [Required] tells that.
            // Before all others, and without the value: what stands before the @ often ends in a password.
            _ when host.Contains('@', StringComparison.Ordinal) => "holds a user: write the host name only, the user into the field 'userName', and the password into the plan's Secret.",
            _ when host.Contains("://", StringComparison.Ordinal) => $"has the value '{host}': leave out the scheme, write the host name only.",
            _ when host.Contains('\\', StringComparison.Ordinal) => $"has the value '{host}': leave out the instance, and write its port into the field 'port'.",
            _ when host.Contains('/', StringComparison.Ordinal) => $"has the value '{host}': leave out the path, write the host name only.",
            _ when host.Contains(',', StringComparison.Ordinal) || host.Contains(':', StringComparison.Ordinal) =>
                $"has the value '{host}': write the port into the field 'port'.",
            _ => $"has the value '{host}', which is neither a host name nor an IP address.",
        };
    }
}
