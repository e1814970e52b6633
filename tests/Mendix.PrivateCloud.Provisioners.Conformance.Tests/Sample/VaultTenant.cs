using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

/// <summary>What the parts of one tenant share.</summary>
internal sealed class VaultTenant(VaultServer server, Fault fault, VaultPlan plan, Tenant tenant)
{
    private readonly string _random = fault == Fault.RandomNames ? Guid.NewGuid().ToString("N")[..6] : "";
    private VaultPlan _plan = plan;
    private Tenant _tenant = tenant;

    public Fault Fault => fault;

    public VaultServer Server => server;

    public bool WantsRetention => _plan.PreventDataDeletion;

    public bool Retains => _plan.PreventDataDeletion && fault != Fault.RetainsNothing;

    public string Name => fault switch
    {
        Fault.UnquotedText => $"mendix_{_tenant.Environment}_{TenantName.For(_tenant, 32)[^8..]}",
        Fault.TruncatedNames => TenantName.For(_tenant, 200)[..^17] is var readable && readable.Length > 30 ? readable[..30] : TenantName.For(_tenant, 36) + _random,
        _ => TenantName.For(_tenant, VaultServer.LongestName - 8) + _random,
    };

    public string Mark => TenantMark.Of(_tenant);

    public string KeyName(CredentialSlot slot) => $"{Name}_{(slot == CredentialSlot.A ? 'a' : 'b')}";

    /// <summary>The fault of state that is shared between tenants.</summary>
    public void Become(VaultPlan plan, Tenant tenant) => (_plan, _tenant) = (plan, tenant);

    public async Task<PartState> LookAsync(string kind, string name, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (_plan.Port != new VaultPlan().Port)
        {
            throw new VaultException("unreachable", $"Nobody answers at port {_plan.Port}.");
        }

        server.Execute(_plan.UserName, _plan.Password!.Reveal(), "");
        var (exists, mark) = server.Look(kind, name);
        if (fault == Fault.EffectOutsideOfTheObserver && kind == "vault" && !exists)
        {
            server.Execute(_plan.UserName, _plan.Password!.Reveal(), $"BUILD {Quote($"lock_{name}"[..12])} ''");
        }

        return fault switch
        {
            Fault.DeletesForeignThings when exists => PartState.Unseen,
            Fault.RemovalOfNothingFails => PartState.Unseen,
            Fault.AdoptsForeignThings or Fault.NoMark when exists => PartState.Ours,
            _ => !exists ? PartState.Absent : TenantMark.IsOf(mark, _tenant) ? PartState.Ours : PartState.Foreign(TenantMark.DescribeOwner(mark)),
        };
    }

    public string Quote(string text) => fault == Fault.UnquotedText ? $"'{text}'" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A statement; <c>{password}</c> stands for the secret.</summary>
    public Effect Effect(string statement, SecretValue? password = null) => new(
        statement.Replace("{password}", password is not null && fault == Fault.SecretInDescription
            ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(password.Reveal())) : "'***'", StringComparison.Ordinal),
        async cancellationToken =>
        {
            var (user, secret) = (_plan.UserName, _plan.Password!.Reveal());
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            server.Execute(user, secret, statement.Replace("{password}", $"'{password?.Reveal()}'", StringComparison.Ordinal));
        });
}
