namespace Mendix.PrivateCloud.Provisioning.Parts;

/// <summary>What a tenant consists of, and what reaches it once all of it is there.</summary>
public sealed class TenantBlueprint
{
    private readonly Func<RuntimeSettings> _settings;

    /// <summary>A tenant whose settings are known beforehand: its names are derived and its passwords are chosen here.</summary>
    /// <param name="parts">In the order of making; removal walks it backwards.</param>
    /// <param name="settings">What the runtime has to be told.</param>
    public TenantBlueprint(IReadOnlyList<TenantPart> parts, RuntimeSettings settings)
        : this(parts, () => settings) => ArgumentNullException.ThrowIfNull(settings);

    /// <summary>A tenant some of whose settings come from the server, such as an access key that it generates.</summary>
    /// <param name="parts">In the order of making; removal walks it backwards.</param>
    /// <param name="settings">
    /// Gives what the runtime has to be told, as far as it is known. Asked when every part is made, and before that
    /// whenever a text has to be cleaned of secrets.
    /// </param>
    public TenantBlueprint(IReadOnlyList<TenantPart> parts, Func<RuntimeSettings> settings)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(settings);
        Parts = parts;
        _settings = settings;
    }

    /// <summary>The parts in the order of making.</summary>
    public IReadOnlyList<TenantPart> Parts { get; }

    /// <summary>What the runtime has to be told, as far as it is known now; complete once every part is made.</summary>
    public RuntimeSettings Settings => _settings();
}
