using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.Minio.Tests.Support;

/// <summary>A provisioner from a plain container, against the shared server.</summary>
public abstract class MinioTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    protected MinioTest(MinioFixture fixture)
    {
        Fixture = fixture;
        _services = Compose(_ => { });
        Provisioner = _services.GetRequiredService<IStorageProvisioners>().Get("minio");
    }

    protected MinioFixture Fixture { get; }

    internal ServerView Server => Fixture.Server;

    internal RecordingLogger Log { get; } = new();

    protected IStorageProvisioner Provisioner { get; }

    protected ICredentialRotator Rotator => (ICredentialRotator)Provisioner;

    protected ITenantPreviewer Previewer => (ITenantPreviewer)Provisioner;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected MinioPlan Plan => new() { Endpoint = Server.Endpoint, AccessKey = Server.AccessKey, SecretKey = new SecretValue(Server.SecretKey) };

    protected MinioPlan LimitedPlan => Plan with { AccessKey = Fixture.LimitedUser, SecretKey = new SecretValue(Fixture.LimitedSecret) };

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _services.DisposeAsync();
    }

    protected static Tenant NewTenant() => new("apps", "own-test", Guid.NewGuid().ToString());

    protected static string NameOf(Tenant tenant) => TenantName.For(tenant, 63, '-');

    protected MinioPlan As(bool limited) => limited ? LimitedPlan : Plan;

    protected ServiceProvider Compose(Action<MinioOptions> configure, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log.AsProvider()).SetMinimumLevel(LogLevel.Trace));
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        services.AddPrivateCloud().AddMinio(configure);
        return services.BuildServiceProvider();
    }

    protected Task<IReadOnlyList<string>> TracesAsync(Tenant tenant) => Server.TracesAsync(NameOf(tenant));

    /// <summary>What an application would use.</summary>
    protected AmazonS3Client Connect(RuntimeSettings settings) =>
        Server.Connect(settings["com.mendix.storage.s3.AccessKeyId"]!, settings["com.mendix.storage.s3.SecretAccessKey"]!);

    protected async Task WriteAsync(RuntimeSettings settings, string key, string value)
    {
        using var s3 = Connect(settings);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = settings["com.mendix.storage.s3.BucketName"], Key = key, ContentBody = value }, Cancellation);
    }

    protected async Task<string> ReadAsync(RuntimeSettings settings, string key)
    {
        using var s3 = Connect(settings);
        using var found = await s3.GetObjectAsync(settings["com.mendix.storage.s3.BucketName"], key, Cancellation);
        using var reader = new StreamReader(found.ResponseStream);
        return await reader.ReadToEndAsync(Cancellation);
    }

    /// <summary>Whether the server takes these credentials.</summary>
    protected async Task<bool> CanLogInAsync(RuntimeSettings settings)
    {
        try
        {
            using var s3 = Connect(settings);
            await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = settings["com.mendix.storage.s3.BucketName"] }, Cancellation);
            return true;
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode is "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "AccessDenied")
        {
            return false;
        }
    }
}
