using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// Takes known secrets out of texts that others wrote. Drivers and servers quote what they were given; what they say
/// ends up in a status that many may read.
/// </summary>
/// <param name="secrets">Asked for each text: a server may generate a secret in the middle of a verb.</param>
internal sealed class SecretRedaction(Func<IEnumerable<SecretValue>> secrets)
{
    // Replacing very short texts would shred every message, and a secret that short protects nothing.
    private const int ShortestSecret = 4;

    /// <summary>The same, and what reaches the tenant: a server quotes the password that it was told to set.</summary>
    /// <param name="settings">Asked for each text.</param>
    public SecretRedaction With(Func<RuntimeSettings> settings) =>
        new(() => secrets().Concat(settings().Where(setting => setting.IsSecret).Select(setting => setting.Value)));

    public string Clean(string text)
    {
        foreach (var secret in Texts())
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The failure as it is, or without its cause where that holds a secret: a cause of another's making cannot be rewritten.</summary>
    public ProvisioningException Clean(ProvisioningException failure)
    {
        var everything = failure.ToString();
        return Texts().Any(secret => everything.Contains(secret, StringComparison.Ordinal))
            ? new ProvisioningException(failure.Kind, Clean(failure.Problem), Clean(failure.Remedy))
            : failure;
    }

    public CheckFinding Clean(CheckFinding finding) =>
        finding.Failure is { } failure ? finding with { Failure = Clean(failure) }
        : finding.NotCheckedReason is { } reason ? finding with { NotCheckedReason = Clean(reason) }
        : finding;

    // Longest first, so that a secret that contains another one goes as a whole.
    private IEnumerable<string> Texts() =>
        secrets().Select(secret => secret.Reveal()).Where(text => text.Length >= ShortestSecret).OrderByDescending(text => text.Length);
}
