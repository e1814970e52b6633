using System.Text.RegularExpressions;
using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests;

/// <summary>What the preview says is what the server then receives, statement by statement.</summary>
public sealed partial class PreviewTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Preview_and_server_log_agree(bool limited)
    {
        var tenant = NewTenant();
        var first = await PreviewAsync(tenant, limited);
        Assert.Empty(await TracesAsync(tenant));
        Assert.Equal(first, await ReceivedAsync(tenant, limited));

        var repeat = await PreviewAsync(tenant, limited);
        Assert.Equal([$"ALTER ROLE \"{NameOf(tenant)}_a\" LOGIN PASSWORD '***'"], repeat);
        Assert.Equal(repeat, await ReceivedAsync(tenant, limited));
    }

    [Fact]
    public async Task The_statements_of_a_new_tenant()
    {
        var tenant = new Tenant("apps", "crm", "0f3a");
        var name = NameOf(tenant);
        var mark = "'mendix-private-cloud/0f3a apps/crm'";
        Assert.Equal(
            [
                $"CREATE ROLE \"{name}\" NOLOGIN", $"COMMENT ON ROLE \"{name}\" IS {mark}",
                $"CREATE ROLE \"{name}_a\" LOGIN PASSWORD '***' IN ROLE \"{name}\"", $"COMMENT ON ROLE \"{name}_a\" IS {mark}",
                $"ALTER ROLE \"{name}_a\" SET role TO \"{name}\"",
                $"GRANT \"{name}\" TO CURRENT_USER",
                $"CREATE DATABASE \"{name}\" OWNER \"{name}\" TEMPLATE template0 ENCODING 'UTF8'",
                $"COMMENT ON DATABASE \"{name}\" IS {mark}", $"REVOKE ALL ON DATABASE \"{name}\" FROM PUBLIC",
                $"REVOKE \"{name}\" FROM CURRENT_USER",
            ],
            (await PreviewAsync(tenant, limited: true)).Select(statement => statement.Replace(GrantOptions, "", StringComparison.Ordinal)));
    }

    // Servers from 16 on want them.
    private const string GrantOptions = " WITH INHERIT TRUE, SET TRUE";

    private async Task<IReadOnlyList<string>> PreviewAsync(Tenant tenant, bool limited) =>
        [.. (await Previewer.PreviewAsync(As(limited), tenant, Cancellation)).SelectMany(effect => effect.Split("; "))];

    private async Task<IReadOnlyList<string>> ReceivedAsync(Tenant tenant, bool limited)
    {
        var start = Server.LogPosition;
        await Provisioner.ProvisionAsync(As(limited), tenant, Cancellation);
        return [.. (await Server.ReadLogAsync(start)).Split('\n')
            .Select(line => Executed().Match(line))
            .Where(match => match.Success && match.Value.Contains(NameOf(tenant), StringComparison.Ordinal))
            .Select(match => Verifier().Replace(match.Groups[1].Value, "'***'"))];
    }

    [GeneratedRegex(@"LOG:  (?:execute <unnamed>|statement): ((?!SELECT).*)$")]
    private static partial Regex Executed();

    [GeneratedRegex("'SCRAM-SHA-256[^']+'")]
    private static partial Regex Verifier();
}
