using System.Collections;

namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// What the Mendix runtime has to be told to reach a tenant. The vocabulary is the runtime's own (<c>DatabaseType</c>,
/// <c>com.mendix.core.StorageService</c>, …); writing it into a Secret, in either documented format, is the host's job.
/// </summary>
/// <example><code>new RuntimeSettings { { "DatabaseType", "PostgreSQL" }, { "DatabasePassword", password } }</code></example>
public sealed class RuntimeSettings : IReadOnlyCollection<RuntimeSetting>
{
    private readonly Dictionary<string, RuntimeSetting> _settings = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public int Count => _settings.Count;

    /// <summary>The value of the setting <paramref name="name"/>, revealed; null when it is not set.</summary>
    public string? this[string name] => _settings.GetValueOrDefault(name)?.Value.Reveal();

    /// <summary>Adds a setting that may be shown.</summary>
    /// <exception cref="ArgumentException">The setting is there already.</exception>
    public void Add(string name, string value) => Add(new RuntimeSetting(name, new SecretValue(value), IsSecret: false));

    /// <summary>Adds a setting that grants access.</summary>
    /// <exception cref="ArgumentException">The setting is there already.</exception>
    public void Add(string name, SecretValue value) => Add(new RuntimeSetting(name, value, IsSecret: true));

    /// <inheritdoc />
    public IEnumerator<RuntimeSetting> GetEnumerator() => _settings.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Names, and the values that are not secret.</summary>
    public override string ToString() => string.Join(", ", _settings.Values);

    private void Add(RuntimeSetting setting)
    {
        ArgumentException.ThrowIfNullOrEmpty(setting.Name);
        if (!_settings.TryAdd(setting.Name, setting))
        {
            throw new ArgumentException($"The runtime setting '{setting.Name}' is set twice.", nameof(setting));
        }
    }
}
