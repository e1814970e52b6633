using Mendix.PrivateCloud.Testing.Moto;

[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support.MotoFixture))]

namespace Mendix.PrivateCloud.Provisioners.S3OnDemand.Tests.Support;

/// <summary>The one server that the tests of this assembly share, with an account for plans that has the rights of row D.</summary>
public sealed class MotoFixture : IAsyncLifetime
{
    private MotoServer? _server;

    public MotoServer Server
    {
        get
        {
            if (_server is null)
            {
                Assert.Skip(MotoServer.SkipReason!);
            }

            return _server;
        }
    }

    public AwsOperator Operator { get; private set; } = null!;

    public MotoKey Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await MotoServer.StartAsync();
        if (_server is not null)
        {
            Operator = new AwsOperator(_server, _server.Operator);
            Admin = await Operator.MakeAdminAsync("admin-row-d", AdminPolicies.RowD(_server.AccountId));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Operator?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
