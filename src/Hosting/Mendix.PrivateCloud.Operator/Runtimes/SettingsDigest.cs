using System.Security.Cryptography;
using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes;

/// <summary>
/// One word for the content of several Secrets. It may be seen by all who see pods: it always covers the random admin
/// password, so that nobody can guess the other contents from it.
/// </summary>
internal static class SettingsDigest
{
    public static string Of(IEnumerable<Secret> secrets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var secret in secrets)
        {
            Append(hash, Encoding.UTF8.GetBytes(secret.Metadata.Name!));
            foreach (var (key, value) in (secret.Data ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                Append(hash, Encoding.UTF8.GetBytes(key));
                Append(hash, value);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private static void Append(IncrementalHash hash, byte[] part)
    {
        // With its length, so that what moves from one part to the next makes a difference.
        hash.AppendData(BitConverter.GetBytes(part.Length));
        hash.AppendData(part);
    }
}
