namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// Takes known secrets out of texts that others wrote. Drivers and servers quote what they were given; what they say
/// ends up in a status that many may read.
/// </summary>
internal sealed class SecretRedaction(IEnumerable<SecretValue> secrets)
{
    // Replacing very short texts would shred every message, and a secret that short protects nothing.
    private const int ShortestSecret = 4;

    private readonly string[] _texts =
        [.. secrets.Select(secret => secret.Reveal()).Where(text => text.Length >= ShortestSecret).OrderByDescending(text => text.Length)];

    public string Clean(string text)
    {
        foreach (var secret in _texts)
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }

    public bool IsClean(Exception exception)
    {
        var everything = exception.ToString();
        return !_texts.Any(secret => everything.Contains(secret, StringComparison.Ordinal));
    }
}
