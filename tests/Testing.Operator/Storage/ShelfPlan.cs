using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Connections;

namespace Mendix.PrivateCloud.Testing.Operator;

public sealed class ShelfPlan
{
    [Required]
    public string? Host { get; set; }

    [Required]
    public SecretValue? Password { get; set; }

    public OutboundConnections Connections { get; set; } = OutboundConnections.Default;
}
