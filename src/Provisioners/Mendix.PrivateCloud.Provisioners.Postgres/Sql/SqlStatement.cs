using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Sql;

/// <summary>One SQL statement, with at most one secret literal in it. <see cref="ToString"/> shows <c>***</c> in its place.</summary>
/// <param name="Head">The statement, or what comes before the secret.</param>
/// <param name="Secret">Makes the secret at the moment of sending; null when there is none.</param>
/// <param name="Tail">What comes after the secret.</param>
internal sealed record SqlStatement(string Head, Func<SecretValue>? Secret = null, string Tail = "")
{
    /// <summary>What is sent to the server. Not for people.</summary>
    public string Render() => Secret is null ? Head : $"{Head}{SqlText.Literal(Secret().Reveal())}{Tail}";

    public override string ToString() => Secret is null ? Head : $"{Head}'***'{Tail}";

    public static implicit operator SqlStatement(string text) => new(text);
}
