using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace AcmeStorage;

/// <summary>What an administrator fills in. Yours: the server's host and port, the account, its password as a <c>SecretValue</c>.</summary>
public sealed record MyTypePlan
{
    /// <summary>Absolute path of a folder that exists; it stands in for a server until you have yours.</summary>
    [Required, RegularExpression("([A-Za-z]:)?[/\\\\].*", ErrorMessage = "is not an absolute path.")]
    [Description("Absolute path of an existing folder, in which each environment gets a folder")]
    public string Root { get; init; } = "";
}
