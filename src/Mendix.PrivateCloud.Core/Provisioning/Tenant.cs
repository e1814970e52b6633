namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// The identity of one environment's share of a storage server. Everything a provisioner makes is named after it and
/// marked with it; nothing about it is secret.
/// </summary>
public sealed record Tenant
{
    /// <summary>Identifies a tenant.</summary>
    /// <param name="namespace">Where the environment lives; a Kubernetes namespace or any grouping of your own.</param>
    /// <param name="environment">Name of the environment, unique in its namespace at any one time.</param>
    /// <param name="id">
    /// What tells this tenant from an earlier or later one of the same name: in Kubernetes the UID of its
    /// StorageInstance, elsewhere any unique text that you keep. Letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, at most 64.
    /// </param>
    /// <exception cref="ArgumentException">A part is empty, or <paramref name="id"/> has other characters.</exception>
    public Tenant(string @namespace, string environment, string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(@namespace);
        ArgumentException.ThrowIfNullOrWhiteSpace(environment);
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (id.Length > 64 || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
        {
            throw new ArgumentException(
                "The tenant's id must be at most 64 letters, digits, '-', '_' or '.': it becomes part of names and marks on servers.",
                nameof(id));
        }

        Namespace = @namespace;
        Environment = environment;
        Id = id;
    }

    /// <summary>Where the environment lives.</summary>
    public string Namespace { get; }

    /// <summary>Name of the environment.</summary>
    public string Environment { get; }

    /// <summary>What tells this tenant from any other, also from one of the same name at another time.</summary>
    public string Id { get; }

    /// <summary>Which of the two logins the environment uses; <see cref="CredentialSlot.A"/> by default.</summary>
    public CredentialSlot Slot { get; init; }

    /// <summary><c>namespace/environment (id)</c>.</summary>
    public override string ToString() => $"{Namespace}/{Environment} ({Id})";
}
