using System.ComponentModel.DataAnnotations;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob;

/// <summary>Accepts an http or https address, and says what to leave out where something else was written along.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BlobEndpointAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var problem = value is string endpoint ? Problem(endpoint) : null;
        return problem is null ? ValidationResult.Success : new ValidationResult(problem, [validationContext.MemberName!]);
    }

    private static string? Problem(string endpoint) => endpoint switch
    {
        "" => "is empty: leave it out for an account in the public cloud.",
        // These two without the value: it may hold a key or a signature.
        _ when endpoint.Contains('@', StringComparison.Ordinal) || endpoint.Contains(';', StringComparison.Ordinal) =>
            "holds more than an address: write the address only, and the key into the plan's Secret.",
        _ when endpoint.Contains('?', StringComparison.Ordinal) || endpoint.Contains('#', StringComparison.Ordinal) =>
            "holds something after the address: write the address only, without any signature.",
        _ when Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) => null,
        _ => $"has the value '{endpoint}', which is no address: begin it with https:// (or, for an emulator, http://).",
    };
}
