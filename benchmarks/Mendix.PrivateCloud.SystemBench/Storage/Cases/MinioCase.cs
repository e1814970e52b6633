using Mendix.PrivateCloud.Provisioners.Minio;
using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioners.Minio.Buckets;
using Mendix.PrivateCloud.Provisioners.Minio.Connections;
using Mendix.PrivateCloud.Provisioners.Minio.Policies;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Testing.Http;
using Mendix.PrivateCloud.Testing.Minio;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.SystemBench.Storage.Cases;

/// <summary>
/// There is no driver for the admin API; by hand means the package's own client for it and the AWS SDK for buckets, called
/// one after the other.
/// </summary>
internal sealed class MinioCase : StorageCase
{
    private MinioServer? _server;
    private MinioPlan? _plan;
    private MinioClient? _client;
    private HttpConnectionCounter? _held;

    public override string Type => "minio";

    public override string Server => "stand-in, AWSSDK.S3 and own admin client";

    public override object Plan => _plan!;

    public override int ConnectionBudget => new MinioOptions().MaxConnections;

    public override async Task<string?> StartAsync()
    {
        _server = await MinioServer.StartAsync();
        _held = new HttpConnectionCounter(_server.Endpoint);
        _plan = new MinioPlan { Endpoint = _server.Endpoint, AccessKey = _server.RootUser, SecretKey = new SecretValue(_server.RootPassword) };
        _client = new MinioClient(_plan, new MinioOptions(), TimeProvider.System);
        return null;
    }

    public override void Register(IPrivateCloudBuilder builder) => builder.AddMinio();

    public override async Task ProvisionByHandAsync(Tenant tenant)
    {
        var (admin, buckets, name, none) = (_client!.Admin, _client.Buckets, Name(tenant), CancellationToken.None);
        await admin.PolicyAsync(name, none);
        await buckets.MarkAsync(name, none);
        await admin.UserAsync($"{name}-a", none);
        await admin.UserAsync($"{name}-b", none);
        await admin.SendAsync(AdminCalls.PutPolicy(name, TenantPolicy.Document(name, TenantMark.Of(tenant))), none);
        await buckets.CreateAsync(name, none);
        await buckets.MarkAsync(name, TenantMark.Of(tenant), none);
        await admin.SendAsync(AdminCalls.PutUser($"{name}-a", SecretValue.Random(40)), none);
        await admin.SendAsync(AdminCalls.AttachPolicy(name, $"{name}-a"), none);
    }

    public override async Task DeprovisionByHandAsync(Tenant tenant)
    {
        var (admin, buckets, name, none) = (_client!.Admin, _client.Buckets, Name(tenant), CancellationToken.None);
        await admin.UserAsync($"{name}-b", none);
        await admin.UserAsync($"{name}-a", none);
        await admin.RemoveUserAsync(AdminCalls.RemoveUser($"{name}-a"), none);
        await buckets.MarkAsync(name, none);
        await BucketContents.DeleteAsync(buckets, name, none);
        await buckets.DeleteAsync(name, none);
        await admin.PolicyAsync(name, none);
        await admin.SendAsync(AdminCalls.RemovePolicy(name), none);
    }

    public override Task<int> CountConnectionsAsync() => Task.FromResult(_held!.Most);

    public override async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _held?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static string Name(Tenant tenant) => TenantName.For(tenant, 63, '-');
}
