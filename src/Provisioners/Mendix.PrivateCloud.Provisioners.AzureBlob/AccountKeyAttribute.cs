using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob;

/// <summary>Accepts Base64 without any white space: what the environment is told is exactly what is taken out of texts.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AccountKeyAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var key = (value as SecretValue)?.Reveal() ?? "";
        var problem = key.Any(char.IsWhiteSpace) ? "holds white space, perhaps a line break at its end: store the key alone."
            : Convert.TryFromBase64String(key, new byte[key.Length], out _) ? null
            : "is not Base64: it may be cut off, or be a whole connection string of which only the part after 'AccountKey=' is wanted.";
        return problem is null ? ValidationResult.Success : new ValidationResult(problem, [validationContext.MemberName!]);
    }
}
