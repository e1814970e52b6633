using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A pod that runs a provisioner, once for making a tenant and once for removing it.</summary>
/// <remarks>
/// That a plan holds image, arguments, resources and account of such a pod is documented in the reference; the names of the fields are ours.
/// </remarks>
public sealed class ProvisionerTask
{
    /// <summary>The account of the pod, where the task names none (documented in the reference).</summary>
    public const string DefaultServiceAccount = "mendix-storage-provisioner";

    /// <summary>The image whose program makes and removes tenants.</summary>
    [Required]
    [RegularExpression(@"^\S+$")]
    public string Image { get; set; } = "";

    /// <summary>Arguments of the program when a tenant is to be made. Default: provision.</summary>
    public List<string>? CreateArgs { get; set; }

    /// <summary>Arguments of the program when a tenant is to be removed. Default: deprovision.</summary>
    public List<string>? DeleteArgs { get; set; }

    /// <summary>The account that the pod runs as. It has to be allowed to create Secrets, and needs no other right.</summary>
    [DefaultValue(DefaultServiceAccount)]
    public string? ServiceAccountName { get; set; }

    /// <summary>What the pod asks for and may use at most.</summary>
    public ResourceRequirements? Resources { get; set; }
}
