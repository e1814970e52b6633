using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Provisioners.Shared.S3;

/// <summary>Accepts the name of a region as AWS writes it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class AwsRegionAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string { Length: > 0 } region || Form().IsMatch(region)
            ? ValidationResult.Success
            : new ValidationResult(
                $"has the value '{region}', which is not the name of a region: write it as in eu-central-1, without a zone's letter at the end.",
                [validationContext.MemberName!]);

    [GeneratedRegex("^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
