using System.ComponentModel.DataAnnotations;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;
using Mendix.PrivateCloud.Provisioning.Parts;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning.Support;

internal sealed record MemoryPlan
{
    [Required]
    public string Host { get; init; } = "";

    [Required]
    public SecretValue? AdminPassword { get; init; }
}

/// <summary>What a third party would write: three parts, nothing else.</summary>
internal sealed class MemoryProvisioner(MemoryServer server, ILogger logger, string type = "memory", int contractVersion = ProvisionerContract.Version)
    : StorageProvisioner<MemoryPlan>(type, StorageCategory.Database, logger, contractVersion: contractVersion)
{
    /// <summary>Thrown by the check.</summary>
    public Exception? CheckFault { get; set; }

    protected override TenantBlueprint Draw(MemoryPlan plan, Tenant tenant)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(tenant);
        var password = SecretValue.Random();
        return new TenantBlueprint(
            [
                new MemoryPart(server, tenant, "owner"),
                new MemoryPart(server, tenant, "login", password),
                new MemoryPart(server, tenant, "database"),
            ],
            new RuntimeSettings { { "DatabaseHost", plan.Host }, { "DatabasePassword", password } });
    }

    protected override Task<CheckReport> CheckServerAsync(MemoryPlan plan, CancellationToken cancellationToken) =>
        CheckFault is null ? Task.FromResult(new CheckReport([CheckFinding.Pass("reachable")])) : throw CheckFault;

    protected override ProvisioningException Classify(Exception exception, MemoryPlan plan) => exception is InvalidOperationException
        ? new ProvisioningException(FailureKind.Configuration, $"{plan.Host} refused: {exception.Message}", "Change the plan.", exception)
        : base.Classify(exception, plan);
}
