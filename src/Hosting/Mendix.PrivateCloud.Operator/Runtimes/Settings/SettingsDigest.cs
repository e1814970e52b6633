using System.Security.Cryptography;
using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Settings;

/// <summary>
/// One word for the content of several Secrets. It may be seen by all who see pods: it always covers the random admin
/// password, so that nobody can guess the other contents from it.
/// </summary>
internal static class SettingsDigest
{
    /// <param name="secrets">The Secrets.</param>
    /// <param name="more">What else the pods are told, as one word.</param>
    public static string Of(IEnumerable<Secret> secrets, string? more = null)
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

        if (more is not null)
        {
            Append(hash, Encoding.UTF8.GetBytes(more));
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
