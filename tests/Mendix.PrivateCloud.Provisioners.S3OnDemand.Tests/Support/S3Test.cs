using Amazon.S3;
using Amazon.S3.Model;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;
using Mendix.PrivateCloud.Testing.Effects;
using Mendix.PrivateCloud.Testing.Logging;
using Mendix.PrivateCloud.Testing.Moto;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;

/// <summary>A provisioner from a plain container, against a server that enforces the plan account's exact rights.</summary>
public abstract class S3Test : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    protected S3Test(MotoFixture fixture)
    {
        Fixture = fixture;
        Server = fixture.Server;
        Operator = fixture.Operator;
        _services = Compose();
        Provisioner = _services.GetRequiredService<IStorageProvisioners>().Get("s3-on-demand");
    }

    internal RecordingLogger Log { get; } = new();

    internal RequestRecorder Recorder { get; } = new();

    protected MotoFixture Fixture { get; }

    protected MotoServer Server { get; }

    protected AwsOperator Operator { get; }

    protected IStorageProvisioner Provisioner { get; }

    protected ICredentialRotator Rotator => (ICredentialRotator)Provisioner;

    protected ITenantPreviewer Previewer => (ITenantPreviewer)Provisioner;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected S3OnDemandPlan Plan => PlanOf(Fixture.Admin);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _services.DisposeAsync();
    }

    protected static Tenant NewTenant(string environment = "crm") => new("apps", environment, Guid.NewGuid().ToString());

    protected static string NameOf(Tenant tenant) => TenantName.For(tenant, 59, '-');

    protected S3OnDemandPlan PlanOf(MotoKey admin) => PlanOf(admin, Server);

    protected static S3OnDemandPlan PlanOf(MotoKey admin, MotoServer server) => new()
    {
        Region = "eu-central-1",
        AccessKeyId = admin.Id,
        SecretAccessKey = new SecretValue(admin.Secret),
        Endpoint = server.Url,
        IamEndpoint = server.Url,
        StsEndpoint = server.Url,
    };

    protected ServiceProvider Compose(TimeProvider? time = null, Action<S3OnDemandOptions>? configure = null)
    {
        var services = new ServiceCollection();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        services.AddLogging(logging => logging.AddProvider(Log.AsProvider()).SetMinimumLevel(LogLevel.Trace));
        services.AddPrivateCloud().AddS3OnDemand(options =>
        {
            (options.Tap, options.PropagationTimeout) = (Recorder.Listen, TimeSpan.FromSeconds(10));
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider();
    }

    protected Task<IReadOnlyList<string>> TracesAsync(Tenant tenant) => Operator.TracesAsync(NameOf(tenant));

    protected async Task<IReadOnlyList<string>> AnonymousTracesAsync(Tenant tenant) =>
        [.. (await TracesAsync(tenant)).Select(trace => trace.Replace(NameOf(tenant), "NAME", StringComparison.Ordinal))];

    protected static async Task<bool> CrashAsync(Func<IEffectObserver, Task> verb, int point)
    {
        try
        {
            await verb(new CrashingObserver(point));
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    /// <summary>Uses the files as the runtime would: below EndPoint/BucketName, with its keys.</summary>
    private protected async Task<T> AsRuntimeAsync<T>(RuntimeSettings settings, Func<AmazonS3Client, string, string, Task<T>> action)
    {
        using var client = AwsOperator.Client(Server, new MotoKey(settings[S3RuntimeSettings.AccessKeyId]!, settings[S3RuntimeSettings.SecretAccessKey]!));
        var path = new Uri(settings[S3RuntimeSettings.EndPoint]!).AbsolutePath.Trim('/');
        var name = settings[S3RuntimeSettings.BucketName]!;
        return path.Length == 0 ? await action(client, name, "") : await action(client, path, $"{name}/");
    }

    protected Task WriteAsync(RuntimeSettings settings, string key, string text = "text") => AsRuntimeAsync(settings, (client, bucket, prefix) =>
        client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = prefix + key, ContentBody = text }, Cancellation));

    protected Task<string> ReadAsync(RuntimeSettings settings, string key) => AsRuntimeAsync(settings, async (client, bucket, prefix) =>
    {
        using var answer = await client.GetObjectAsync(bucket, prefix + key, Cancellation);
        using var reader = new StreamReader(answer.ResponseStream);
        return await reader.ReadToEndAsync(Cancellation);
    });
}
