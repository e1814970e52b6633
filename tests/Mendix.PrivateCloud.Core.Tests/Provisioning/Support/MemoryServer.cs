using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning.Support;

/// <summary>The smallest server that can hold a tenant: named things with marks and passwords.</summary>
internal sealed class MemoryServer
{
    public SortedDictionary<string, (string? Mark, string? Password)> Things { get; } = new(StringComparer.Ordinal);

    /// <summary>What was done to it, in order.</summary>
    public List<string> Performed { get; } = [];

    /// <summary>Thrown by the effect whose description starts so.</summary>
    public (string Description, Exception Exception)? Fault { get; set; }

    public Effect Effect(string description, Action perform) => new(description, cancellationToken =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Fault is { } fault && description.StartsWith(fault.Description, StringComparison.Ordinal))
        {
            throw fault.Exception;
        }

        Performed.Add(description);
        perform();
        return Task.CompletedTask;
    });
}

/// <summary>A thing that is made in two effects, so that there is a point between them.</summary>
internal sealed class MemoryPart(MemoryServer server, Tenant tenant, string kind, SecretValue? password = null) : TenantPart
{
    private readonly string _key = $"{kind} {TenantName.For(tenant)}";

    public override string Name => _key;

    public override Task<PartState> ObserveAsync(CancellationToken cancellationToken) => Task.FromResult(
        !server.Things.TryGetValue(_key, out var found) ? PartState.Absent
        : TenantMark.IsOf(found.Mark, tenant) ? PartState.Ours
        : PartState.Foreign(TenantMark.DescribeOwner(found.Mark)));

    public override IEnumerable<Effect> Make(PartState observed)
    {
        if (observed.IsAbsent)
        {
            yield return server.Effect($"create {_key}", () => server.Things.Add(_key, (TenantMark.Of(tenant), null)));
        }

        if (password is not null)
        {
            yield return server.Effect($"set password of {_key} to ***", () => server.Things[_key] = (server.Things[_key].Mark, password.Reveal()));
        }
    }

    public override IEnumerable<Effect> Remove() => [server.Effect($"drop {_key}", () => server.Things.Remove(_key))];
}
