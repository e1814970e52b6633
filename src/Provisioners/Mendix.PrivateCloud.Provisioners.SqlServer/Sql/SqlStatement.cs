using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Sql;

/// <summary>One SQL statement, with at most one secret literal in it. <see cref="ToString"/> shows <c>N'***'</c> in its place.</summary>
/// <remarks>
/// A login's password stands in its statement as it is. SQL Server would also take a hash, but not together with
/// CHECK_POLICY, not on Azure SQL, and by its documentation for copying logins only (reference: ALTER LOGIN, HASHED). The server hides
/// these statements in traces and views of its own, and <see cref="Connections.SqlServerPool"/> encrypts the way there.
/// </remarks>
/// <param name="Head">The statement, or what comes before the secret.</param>
/// <param name="Secret">The secret; null when there is none.</param>
/// <param name="Tail">What comes after the secret.</param>
internal sealed record SqlStatement(string Head, SecretValue? Secret = null, string Tail = "")
{
    /// <summary>What is sent to the server. Not for people.</summary>
    public string Render() => Secret is null ? Head : $"{Head}{SqlText.Literal(Secret.Reveal())}{Tail}";

    public override string ToString() => Secret is null ? Head : $"{Head}N'***'{Tail}";

    public static implicit operator SqlStatement(string text) => new(text);
}
