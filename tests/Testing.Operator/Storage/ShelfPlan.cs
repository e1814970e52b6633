using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Testing.Operator;

public sealed class ShelfPlan
{
    [Required]
    public string? Host { get; set; }

    [Required]
    public SecretValue? Password { get; set; }
}
