using Mendix.PrivateCloud.ImageBuild.Http;

namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>
/// An image was not made, and nothing was tagged. The message is fit for a status that many people read: it holds no credentials
/// and no query of a signed URL.
/// </summary>
public sealed class ImageBuildException : Exception
{
    /// <summary>For who takes part in a build, such as an <see cref="IRegistryLogin"/>.</summary>
    /// <param name="kind">What the failure asks of the caller.</param>
    /// <param name="problem">What is wrong, as a sentence without secrets.</param>
    /// <param name="remedy">What to do about it, as a sentence.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ImageBuildException(ImageBuildFailure kind, string problem, string remedy, Exception? innerException = null)
        : base($"{problem} {remedy}", innerException)
    {
        Kind = kind;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>What the failure asks of the caller.</summary>
    public ImageBuildFailure Kind { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    /// <summary>
    /// Whether a server showed a certificate that is not trusted. <see cref="ImageBuildOptions.CertificateAuthorities"/> may help, and whoever
    /// has a name for it may say so in place of <see cref="Remedy"/>.
    /// </summary>
    public bool IsUntrustedServer { get; internal init; }

    /// <summary>How long the server asked to be left alone.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>For who takes part in a build: says what it means that an exchange with a server broke off, and how that can be helped.</summary>
    /// <param name="exception">What <see cref="HttpClient"/> threw. A cancellation counts as a server that did not answer in time.</param>
    /// <param name="server">The server's host and port.</param>
    public static ImageBuildException FromTransport(Exception exception, string server)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentException.ThrowIfNullOrEmpty(server);
        return TransportFailure.Describe(exception, server);
    }

    internal static ImageBuildException Configuration(string problem, string remedy, Exception? cause = null) =>
        new(ImageBuildFailure.Configuration, problem, remedy, cause);

    internal static ImageBuildException Transient(string problem, string remedy = "It can be tried again.", Exception? cause = null) =>
        new(ImageBuildFailure.Transient, problem, remedy, cause);
}
