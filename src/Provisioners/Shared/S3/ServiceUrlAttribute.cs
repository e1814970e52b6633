using System.ComponentModel.DataAnnotations;

namespace Mendix.PrivateCloud.Provisioners.Shared.S3;

/// <summary>Accepts the URL of a server: scheme, host and port.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ServiceUrlAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string { Length: > 0 } url || Problem(url) is not { } problem
            ? ValidationResult.Success
            : new ValidationResult(problem, [validationContext.MemberName!]);

    private static string? Problem(string text) => text switch
    {
        // Without the value: what stands before the @ often ends in a password.
        _ when text.Contains('@', StringComparison.Ordinal) => "holds a user: write scheme, host and port only.",
        _ when !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") =>
            $"has the value '{text}', which is not a URL: write it as in https://s3.example.com.",
        _ when new Uri(text) is var url && (url.AbsolutePath != "/" || url.Query.Length > 0 || url.Fragment.Length > 0) =>
            $"has the value '{text}': write scheme, host and port only.",
        _ => null,
    };
}
