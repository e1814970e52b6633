namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>How the settings that reach a tenant are laid out in its Secret.</summary>
public enum SecretFormat
{
    /// <summary>
    /// One key <c>config</c> with a JSON object of runtime settings, as observed at the original for databases.
    /// </summary>
    Config,

    /// <summary>
    /// One key per value, under the names documented for externally supplied credentials (<c>database-host</c>, …);
    /// a setting without a documented key is written as <c>mx-runtime-&lt;setting&gt;</c>.
    /// </summary>
    Keys,
}
