using System.Security.Authentication;

namespace Mendix.PrivateCloud.ImageBuild.Http;

/// <summary>A server showed a certificate that is not to be trusted: it does speak TLS, so nothing else may be tried.</summary>
internal sealed class UntrustedCertificateException(string reason) : AuthenticationException(reason);
