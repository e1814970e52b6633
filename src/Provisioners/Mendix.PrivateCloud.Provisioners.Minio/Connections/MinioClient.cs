using Amazon.Runtime;
using Amazon.S3;
using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioners.Minio.Buckets;
using Mendix.PrivateCloud.Provisioners.Shared.Connections;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Minio.Connections;

/// <summary>One server under one account: its admin part and its S3 part over the same few connections.</summary>
internal sealed class MinioClient : IDisposable
{
    // The driver's own repeats bridge a moment of overload; whatever lasts longer is for the caller's back-off.
    private const int Repeats = 2;

    private readonly string _server;
    private readonly HttpClient _http;
    private readonly AmazonS3Client _s3;
    private readonly SingleFlight<bool> _isUsable;

    public MinioClient(MinioPlan plan, MinioOptions options, TimeProvider time)
    {
        _server = plan.Server;
        var secretKey = plan.SecretKey!.Reveal();
        var sockets = OutboundSockets.Make(options.MaxConnections, plan.Connections);
        sockets.ConnectTimeout = options.ConnectTimeout;
        sockets.SslOptions.CertificateChainPolicy = ServerTrust.Of(options.RootCertificateFile);
        _http = new HttpClient(new ConnectionBudget(sockets, options.MaxConnections, options.RequestTimeout))
        {
            Timeout = Timeout.InfiniteTimeSpan, // the budget has the time limit
        };
        _s3 = new AmazonS3Client(
            new BasicAWSCredentials(plan.AccessKey, secretKey),
            new AmazonS3Config
            {
                ServiceURL = plan.Server,
                AuthenticationRegion = plan.Region,
                ForcePathStyle = true,
                IgnoreConfiguredEndpointUrls = true,
                HttpClientFactory = new SharedHttpClientFactory(_http),
                RetryMode = RequestRetryMode.Standard,
                MaxErrorRetry = Repeats,
                // Servers of before 2022 know no checksums but Content-MD5.
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            });
        Admin = new MinioAdmin(_http, plan.Address, plan.Region, plan.AccessKey, secretKey, time);
        Buckets = new MinioBuckets(_s3);
        _isUsable = new SingleFlight<bool>(AskUsableAsync);
    }

    public MinioAdmin Admin { get; }

    public MinioBuckets Buckets { get; }

    /// <summary>Refuses a server that cannot hold users and policies. Asked once; a server that passed is not asked again.</summary>
    public Task EnsureUsableAsync(CancellationToken cancellationToken) => _isUsable.AnswerAsync(cancellationToken);

    /// <exception cref="ProvisioningException">The server is a gateway.</exception>
    public void Refuse(Account account)
    {
        if (account.Server?.Type == ServerKind.Gateway)
        {
            throw new ProvisioningException(
                FailureKind.Configuration,
                $"{_server} is a MinIO gateway: it forgets users and policies when it restarts.",
                "Use a full MinIO server.");
        }
    }

    public void Dispose()
    {
        _s3.Dispose();
        _http.Dispose();
    }

    private async Task<bool> AskUsableAsync()
    {
        // Not under the token of whoever asked first: others wait for the answer too, and the budget's limit ends it.
        Refuse(await Admin.AccountAsync(CancellationToken.None));
        return true;
    }
}
