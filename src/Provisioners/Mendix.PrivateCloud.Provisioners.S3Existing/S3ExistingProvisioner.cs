using Mendix.PrivateCloud.Provisioners.S3Existing.Diagnosis;
using Mendix.PrivateCloud.Provisioners.Shared.Connections;
using Mendix.PrivateCloud.Provisioners.Shared.S3;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Provisioners.S3Existing;

/// <summary>Passes an existing bucket and its key on. A tenant has no parts, so nothing is made and nothing removed.</summary>
internal sealed class S3ExistingProvisioner(string type, S3ExistingOptions options, ILogger logger)
    : StorageProvisioner<S3ExistingPlan>(type, StorageCategory.File, logger), IDisposable
{
    private readonly PerConnections<HttpClient> _http = new(connections =>
        new HttpClient(OutboundSockets.Make(options.MaxConnections, connections)) { Timeout = options.RequestTimeout });

    public void Dispose() => _http.Dispose();

    protected override TenantBlueprint Draw(S3ExistingPlan plan, Tenant tenant) => new([], S3ExistingSettings.Of(plan, tenant));

    protected override async Task<CheckReport> CheckServerAsync(S3ExistingPlan plan, CancellationToken cancellationToken)
    {
        var clients = new S3Clients(options.RequestTimeout, options.MaxConnections, new SharedHttpClientFactory(_http.Of(plan.Connections)));
        using var client = clients.Make(plan.Location, plan.AccessKeyId, plan.SecretAccessKey!);
        return await S3ExistingCheck.RunAsync(client, plan, cancellationToken);
    }

    protected override ProvisioningException Classify(Exception exception, S3ExistingPlan plan) =>
        S3ExistingFailure.Of(exception, plan)?.ToException(exception) ?? base.Classify(exception, plan);
}
