using System.Net;
using System.Text;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Mendix.PrivateCloud.Provisioners.Shared.Connections;

namespace Mendix.PrivateCloud.ImageBuild.Ecr;

/// <summary>
/// Logs in to Amazon's Elastic Container Registry: asks AWS for a password, which is good for twelve hours. With the access key of a
/// Secret, else as whatever the process is by itself: environment variables, the role of its ServiceAccount, node or profile.
/// </summary>
/// <param name="options">How AWS is reached. Default: the defaults.</param>
public sealed class EcrLogin(EcrOptions? options = null) : IRegistryLogin
{
    private const string AccessKeyId = "accessKeyId";
    private const string SecretAccessKey = "secretAccessKey";
    private const string SessionToken = "sessionToken";

    private static readonly string[] Refusals =
    [
        "AccessDenied", "AccessDeniedException", "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "InvalidSignatureException",
        "MissingAuthenticationTokenException", "SignatureDoesNotMatch", "UnrecognizedClientException",
    ];

    private readonly EcrOptions _options = options ?? new EcrOptions();

    /// <inheritdoc/>
    public string Type => "amazon-ecr";

    /// <inheritdoc/>
    public async ValueTask<RegistryCredential> LogInAsync(RegistryLoginRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var region = request.Region is { Length: > 0 } named ? named : EcrHost.RegionOf(request.Registry) ?? throw Wrong(
            $"The registry {request.Registry} does not look like one of ECR, and no region is named.",
            "Push to <account>.dkr.ecr.<region>.amazonaws.com, or name the region.");
        var url = UrlOf(region);
        using var http = request.Handler is null ? null : new HttpClient(request.Handler, disposeHandler: false) { Timeout = _options.RequestTimeout };
        try
        {
            using var client = new EcrClient(CredentialsOf(request), new EcrConfig(url.ToString(), region)
            {
                Timeout = _options.RequestTimeout,
                HttpClientFactory = http is null ? null : new SharedHttpClientFactory(http),
            });
            var token = Encoding.UTF8.GetString(Convert.FromBase64String(await client.GetAuthorizationTokenAsync(cancellationToken).ConfigureAwait(false)));
            return token.Split(':', 2) is [var userName, var password]
                ? RegistryCredential.Password(userName, password)
                : throw new FormatException("The token is no user name and password.");
        }
        catch (AmazonServiceException exception) when (IsRefusal(exception))
        {
            throw Wrong(
                $"AWS refused to log in to {request.Registry} ({CodeOf(exception)}).",
                "Correct the access key, and give its user or role the right ecr:GetAuthorizationToken.", exception);
        }
        catch (AmazonServiceException exception)
        {
            throw Later($"AWS could not be asked to log in to {request.Registry} ({CodeOf(exception)}).", exception);
        }
        catch (AmazonClientException exception)
        {
            throw Wrong(
                $"There are no AWS credentials to log in to {request.Registry} with.",
                $"Put {AccessKeyId} and {SecretAccessKey} into the Secret, or give the process a role.", exception);
        }
        catch (FormatException exception)
        {
            throw Later($"ECR in {region} gave no password for {request.Registry}.", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw ImageBuildException.FromTransport(exception, $"{url.Host}:{url.Port}");
        }
    }

    private static bool IsRefusal(AmazonServiceException exception) =>
        exception.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || Refusals.Contains(exception.ErrorCode, StringComparer.Ordinal);

    private static string CodeOf(AmazonServiceException exception) => exception.ErrorCode ?? $"HTTP {(int)exception.StatusCode}";

    private static AWSCredentials CredentialsOf(RegistryLoginRequest request)
    {
        var hasId = request.Secret.TryGetValue(AccessKeyId, out var id);
        var hasSecret = request.Secret.TryGetValue(SecretAccessKey, out var secret);
        if (hasId != hasSecret)
        {
            throw Wrong($"The Secret for {request.Registry} has no {(hasId ? SecretAccessKey : AccessKeyId)}.", $"Put both {AccessKeyId} and {SecretAccessKey} into it.");
        }

        return !hasId ? DefaultAWSCredentialsIdentityResolver.GetCredentials()
            : request.Secret.TryGetValue(SessionToken, out var session) ? new SessionAWSCredentials(id, secret, session)
            : new BasicAWSCredentials(id, secret);
    }

    private Uri UrlOf(string region) => _options.ServiceUrl
        ?? new Uri($"https://api.ecr.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}");

    private static ImageBuildException Wrong(string problem, string remedy, Exception? cause = null) => new(ImageBuildFailure.Configuration, problem, remedy, cause);

    private static ImageBuildException Later(string problem, Exception cause) => new(
        ImageBuildFailure.Transient, problem, "It can be tried again. Check the region, and the network between.", cause);
}
