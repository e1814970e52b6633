using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

/// <summary>The plan of the sample type.</summary>
public sealed record VaultPlan
{
    [Required, StringLength(40)]
    [Description("Name of the server in memory")]
    public string Server { get; init; } = "";

    [Range(1, 65535)]
    [Description("Port of the server")]
    public int Port { get; init; } = 1234;

    [Required]
    [Description("Account that makes tenants")]
    public string UserName { get; init; } = "";

    [Required]
    [Description("Password of that account")]
    public SecretValue? Password { get; init; }

    [Description("Leave the data when a tenant is removed")]
    public bool PreventDataDeletion { get; init; }
}
