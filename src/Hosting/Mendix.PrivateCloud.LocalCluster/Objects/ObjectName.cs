using System.Security.Cryptography;

namespace Mendix.PrivateCloud.LocalCluster.Objects;

internal static class ObjectName
{
    // Kubernetes leaves out vowels and look-alikes so that no random name is a word.
    private const string SuffixCharacters = "bcdfghjklmnpqrstvwxz2456789";
    private const int MaxGeneratedBase = 63 - SuffixLength;
    private const int SuffixLength = 5;

    /// <summary>A name from <c>metadata.generateName</c>.</summary>
    public static string Generate(string prefix) =>
        (prefix.Length > MaxGeneratedBase ? prefix[..MaxGeneratedBase] : prefix) + RandomNumberGenerator.GetString(SuffixCharacters, SuffixLength);
}
