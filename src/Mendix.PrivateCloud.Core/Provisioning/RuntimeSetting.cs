namespace Mendix.PrivateCloud.Provisioning;

/// <summary>One setting of the Mendix runtime, such as <c>DatabaseHost</c>.</summary>
/// <param name="Name">The setting's name as the Mendix runtime documents it.</param>
/// <param name="Value">Its value. Every value is handled as a secret; <see cref="IsSecret"/> says whether it really is one.</param>
/// <param name="IsSecret">Whether the value grants access, so that no one may see it.</param>
public sealed record RuntimeSetting(string Name, SecretValue Value, bool IsSecret)
{
    /// <summary>The name and, unless it is secret, the value.</summary>
    public override string ToString() => $"{Name}={(IsSecret ? "***" : Value.Reveal())}";
}
