using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

namespace Mendix.PrivateCloud.Provisioners.Jdbc;

/// <summary>Accepts the database types that the Mendix runtime documents.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DatabaseTypeAttribute() : AllowedValuesAttribute([.. UrlForm.All.Select(form => form.DatabaseType)])
{
    // What people write when they think of the product, not of the runtime's word for it.
    private static readonly Dictionary<string, string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["postgres"] = "PostgreSQL",
        ["mssql"] = "SQLSERVER",
        ["sql server"] = "SQLSERVER",
        ["azuresql"] = "SQLSERVER",
        ["mariadb"] = "MYSQL",
        ["hana"] = "SAPHANA",
        ["sap"] = "SAPHANA",
    };

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not string { Length: > 0 } type || UrlForm.Of(type) is not null)
        {
            return ValidationResult.Success; // [Required] tells the empty text.
        }

        var choice = Meant.TryGetValue(type.Trim(), out var meant) ? $"write {meant}" : $"use one of: {string.Join(", ", Values)}";
        return new ValidationResult($"has the value '{type}', which the Mendix runtime does not know: {choice}.", [validationContext.MemberName!]);
    }
}
