using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A provisioner plugin and what it is told.</summary>
public sealed class ProvisionerReference
{
    /// <summary>The plugin's name, such as postgres.</summary>
    [Required]
    [RegularExpression("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")]
    public string Type { get; set; } = "";

    /// <summary>The plan's parameters, without secrets, in the plugin's own terms.</summary>
    public JsonElement? Parameters { get; set; }

    /// <summary>A Secret in the same namespace with the credentials that the plugin needs; its keys are the plugin's secret parameters.</summary>
    public string? CredentialsSecretName { get; set; }

    /// <summary>Runs the plugin in a pod of its own. Absent: it runs in the operator's process.</summary>
    public ProvisionerTask? Task { get; set; }
}
