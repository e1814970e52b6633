namespace Mendix.PrivateCloud.ImageBuild.Http;

/// <summary>An address as it may be shown: without account, query and fragment, which may let somebody in.</summary>
internal static class SafeAddress
{
    public static string Of(Uri address) => address.IsAbsoluteUri
        ? address.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped)
        : "(no absolute address)";
}
