using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Mendix.PrivateCloud.Provisioners.Shared.S3;

/// <summary>Accepts the name of a bucket (reference, cloud storage C.3), and says what to leave out where something else was written.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BucketNameAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string { Length: > 0 } name || Problem(name) is not { } problem
            ? ValidationResult.Success
            : new ValidationResult($"has the value '{name}': {problem}", [validationContext.MemberName!]);

    private static string? Problem(string name) => name switch
    {
        _ when name.StartsWith("arn:", StringComparison.Ordinal) => "write the bucket's name only, not its ARN.",
        _ when name.Contains("://", StringComparison.Ordinal) => "write the bucket's name only, not a URL.",
        _ when name.Contains('/', StringComparison.Ordinal) => "write the bucket's name only, without a path.",
        _ when name.Length is < 3 or > 63 => "a bucket's name has 3 to 63 characters.",
        _ when name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-')) =>
            "a bucket's name has lower-case letters, digits, '-' and '.' only.",
        _ when !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]) || name.Contains("..", StringComparison.Ordinal) =>
            "a bucket's name begins and ends with a letter or digit and has no two dots together.",
        _ when IPAddress.TryParse(name, out _) => "a bucket's name is no IP address.",
        _ => null,
    };
}
