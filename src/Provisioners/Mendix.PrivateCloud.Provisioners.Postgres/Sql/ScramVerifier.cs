using System.Security.Cryptography;
using System.Text;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Sql;

/// <summary>
/// Computes what PostgreSQL stores instead of a password (RFC 5803, SCRAM-SHA-256), so that the password itself is
/// never in a statement, a server log or pg_stat_activity. Servers from version 10 on take it as it is.
/// </summary>
internal static class ScramVerifier
{
    // PostgreSQL's own default; a random password of 190 bits gains nothing from more.
    private const int Iterations = 4096;

    /// <summary>The verifier of an ASCII password under a fresh salt.</summary>
    public static SecretValue Of(SecretValue password) => new(Of(password.Reveal(), RandomNumberGenerator.GetBytes(16), Iterations));

    internal static string Of(string password, byte[] salt, int iterations)
    {
        // Other characters would need SASLprep; our own passwords are letters and digits.
        if (!Ascii.IsValid(password))
        {
            throw new ArgumentException("Only ASCII passwords are supported.", nameof(password));
        }

        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, 32);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8.ToArray()));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8.ToArray());
        return $"SCRAM-SHA-256${iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }
}
