namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>A volume of a pod; exactly one source is set.</summary>
public sealed class Volume
{
    /// <summary>The name that mounts refer to.</summary>
    public string Name { get; set; } = "";

    /// <summary>A folder that lives as long as the pod.</summary>
    public EmptyDirVolumeSource? EmptyDir { get; set; }

    /// <summary>The content of a Secret.</summary>
    public SecretVolumeSource? Secret { get; set; }

    /// <summary>The content of a ConfigMap.</summary>
    public ConfigMapVolumeSource? ConfigMap { get; set; }

    /// <summary>Files that a storage driver brings.</summary>
    public CsiVolumeSource? Csi { get; set; }
}

/// <summary>Files that a storage driver brings and takes along with the pod.</summary>
public sealed class CsiVolumeSource
{
    /// <summary>The driver.</summary>
    public string Driver { get; set; } = "";

    /// <summary>Whether nobody may write.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>What the driver is told.</summary>
    public Dictionary<string, string>? VolumeAttributes { get; set; }
}

/// <summary>A folder that lives as long as the pod.</summary>
public sealed class EmptyDirVolumeSource
{
    /// <summary>Empty for disk, <c>Memory</c> for memory.</summary>
    public string? Medium { get; set; }

    /// <summary>The most it may hold.</summary>
    public Quantity? SizeLimit { get; set; }
}

/// <summary>The content of a Secret as files.</summary>
public sealed class SecretVolumeSource
{
    /// <summary>Name of the Secret.</summary>
    public string? SecretName { get; set; }

    /// <summary>Permission bits of the files, as a decimal number.</summary>
    public int? DefaultMode { get; set; }

    /// <summary>Keys to show; absent means all.</summary>
    public List<KeyToPath>? Items { get; set; }

    /// <summary>Whether the pod starts without the Secret.</summary>
    public bool? Optional { get; set; }
}

/// <summary>The content of a ConfigMap as files.</summary>
public sealed class ConfigMapVolumeSource
{
    /// <summary>Name of the ConfigMap.</summary>
    public string? Name { get; set; }

    /// <summary>Permission bits of the files, as a decimal number.</summary>
    public int? DefaultMode { get; set; }

    /// <summary>Keys to show; absent means all.</summary>
    public List<KeyToPath>? Items { get; set; }

    /// <summary>Whether the pod starts without the ConfigMap.</summary>
    public bool? Optional { get; set; }
}

/// <summary>A key and the file that shows it.</summary>
public sealed class KeyToPath
{
    /// <summary>The key.</summary>
    public string Key { get; set; } = "";

    /// <summary>The file, relative to the mount.</summary>
    public string Path { get; set; } = "";
}

/// <summary>Where a container sees a volume.</summary>
public sealed class VolumeMount
{
    /// <summary>Name of the volume.</summary>
    public string Name { get; set; } = "";

    /// <summary>The folder inside the container.</summary>
    public string MountPath { get; set; } = "";

    /// <summary>A folder inside the volume to mount instead of its root.</summary>
    public string? SubPath { get; set; }

    /// <summary>Whether the container may only read.</summary>
    public bool? ReadOnly { get; set; }
}
