using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Settings;

/// <summary>Reads what users write in base64.</summary>
internal static class Base64Text
{
    /// <summary>The bytes; none for no text, null for what is not base64.</summary>
    public static byte[]? Bytes(SensitiveString? text)
    {
        if (text is null)
        {
            return [];
        }

        var buffer = new byte[text.Reveal().Length];
        return Convert.TryFromBase64String(text.Reveal(), buffer, out var length) ? buffer[..length] : null;
    }
}
