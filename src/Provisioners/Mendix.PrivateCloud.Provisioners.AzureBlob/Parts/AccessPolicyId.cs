using System.Security.Cryptography;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Parts;

/// <summary>
/// Names of stored access policies: the slot, and something random, because a name used a second time would make the
/// signatures of the first valid again (reference, cloud storage E.3).
/// </summary>
internal static class AccessPolicyId
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>What the names of one slot begin with.</summary>
    public static string Prefix(CredentialSlot slot) => slot == CredentialSlot.A ? "mendix-a-" : "mendix-b-";

    /// <summary>A name that was never used.</summary>
    public static string New(CredentialSlot slot) => Prefix(slot) + RandomNumberGenerator.GetString(Alphabet, 16);

    /// <summary>The slot that a policy belongs to; null when it is not one of ours.</summary>
    public static CredentialSlot? SlotOf(string? id) => id switch
    {
        null => null,
        _ when id.StartsWith(Prefix(CredentialSlot.A), StringComparison.Ordinal) => CredentialSlot.A,
        _ when id.StartsWith(Prefix(CredentialSlot.B), StringComparison.Ordinal) => CredentialSlot.B,
        _ => null,
    };

    /// <summary>The name for people, the random part hidden so that a preview can be compared with what was done.</summary>
    public static string Show(string id) => SlotOf(id) is { } slot ? $"{Prefix(slot)}***" : id;
}
