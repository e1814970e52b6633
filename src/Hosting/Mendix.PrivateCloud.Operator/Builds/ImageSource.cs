namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>Reads a <c>sourceURL</c>: <c>oci-image://</c> and a finished image, or where a deployment package is.</summary>
internal static class ImageSource
{
    private const string FinishedImage = "oci-image://";

    /// <summary>The finished image that the URL names; null when it names something else.</summary>
    public static string? FinishedImageOf(string sourceUrl) =>
        sourceUrl.StartsWith(FinishedImage, StringComparison.OrdinalIgnoreCase) ? sourceUrl[FinishedImage.Length..] : null;

    /// <summary>What is wrong with the URL, with the remedy; null when it can be worked with.</summary>
    public static string? Problem(string? sourceUrl)
    {
        if (string.IsNullOrWhiteSpace(sourceUrl))
        {
            return "spec.sourceURL is not set. Set it to the address of a deployment package, or to oci-image:// and the name of a finished image.";
        }

        if (FinishedImageOf(sourceUrl) is { } image)
        {
            return image.Length == 0 || image.Any(char.IsWhiteSpace)
                ? $"spec.sourceURL '{sourceUrl}' names no image. Write the image after oci-image://, such as oci-image://registry.example.com/app:1.0."
                : null;
        }

        return Uri.TryCreate(sourceUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? null
            : "spec.sourceURL has a form that is not known. It must start with oci-image://, https:// or http://.";
    }
}
