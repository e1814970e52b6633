using Mendix.PrivateCloud.Provisioners.SqlServer.Sql;
using Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Sql;

public sealed class SqlTextTests(SqlServerFixture fixture) : SqlServerTest(fixture)
{
    [Theory]
    [InlineData("plain", "[plain]")]
    [InlineData("a]b", "[a]]b]")]
    [InlineData("]]", "[]]]]]")]
    [InlineData("[a'\"b", "[[a'\"b]")]
    [InlineData("x]; DROP LOGIN sa; --", "[x]]; DROP LOGIN sa; --]")]
    [InlineData("環境😀", "[環境😀]")]
    public void Identifiers_are_quoted(string name, string expected) => Assert.Equal(expected, SqlText.Identifier(name));

    [Theory]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\ud83db")]
    [InlineData("\ude00")]
    public void Names_that_the_server_cannot_hold_are_refused(string name) => Assert.Throws<ArgumentException>(() => SqlText.Identifier(name));

    [Fact]
    public void The_longest_name_has_128_characters()
    {
        Assert.Equal(130, SqlText.Identifier(new string('a', 128)).Length);
        Assert.Throws<ArgumentException>(() => SqlText.Identifier(new string('a', 129)));
    }

    [Theory]
    [InlineData("", "N''")]
    [InlineData("it's", "N'it''s'")]
    [InlineData("'; DROP DATABASE x; --", "N'''; DROP DATABASE x; --'")]
    [InlineData("\\", "N'\\'")]
    [InlineData("a\\\nb", null)]
    [InlineData("a\0", null)]
    public void Texts_are_quoted_or_refused(string text, string? expected)
    {
        if (expected is null)
        {
            Assert.Throws<ArgumentException>(() => SqlText.Literal(text));
        }
        else
        {
            Assert.Equal(expected, SqlText.Literal(text));
        }
    }

    [Fact]
    public async Task The_server_reads_back_what_was_quoted()
    {
        const string Text = "it's ]; SELECT 'x' -- 環境😀 ''' [[";
        Assert.Equal(Text, await Server.ScalarAsync<string>($"SELECT {SqlText.Literal(Text)}"));

        await using var connection = await ServerQueries.OpenAsync(Server.ConnectionString());
        await connection.ExecuteAsync($"CREATE LOGIN {SqlText.Identifier(Text)} WITH PASSWORD = N'Quoted-Pa55word'");
        Assert.NotNull(await connection.ScalarAsync<byte[]>($"SELECT SUSER_SID({SqlText.Literal(Text)})"));
        await connection.ExecuteAsync($"DROP LOGIN {SqlText.Identifier(Text)}");
    }

    [Fact]
    public void Passwords_have_one_of_each_kind_and_are_never_shown()
    {
        for (var count = 0; count < 100; count++)
        {
            var password = TenantPassword.Create().Reveal();
            Assert.Equal(32, password.Length);
            Assert.Contains(password, char.IsAsciiLetterUpper);
            Assert.Contains(password, char.IsAsciiLetterLower);
            Assert.Contains(password, char.IsAsciiDigit);
            Assert.Contains('-', password);
            var statement = new SqlStatement("CREATE LOGIN [x] WITH PASSWORD = ", new SecretValue(password), ", SID = 0x00");
            Assert.Equal("CREATE LOGIN [x] WITH PASSWORD = N'***', SID = 0x00", statement.ToString());
            Assert.Contains(password, statement.Render(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sids_differ_by_tenant_and_slot_and_nothing_else()
    {
        var tenant = NewTenant();
        var sid = LoginSid.Of(tenant, CredentialSlot.A, isAzureSql: false);
        Assert.Equal(16, sid.Length);
        Assert.Equal(sid, LoginSid.Of(new Tenant("elsewhere", "renamed", tenant.Id), CredentialSlot.A, isAzureSql: false));
        Assert.NotEqual(sid, LoginSid.Of(tenant, CredentialSlot.B, isAzureSql: false));
        Assert.NotEqual(sid, LoginSid.Of(NewTenant(), CredentialSlot.A, isAzureSql: false));
        Assert.Equal($"01060000000000640000000000000000{Convert.ToHexString(sid)}", Convert.ToHexString(LoginSid.Of(tenant, CredentialSlot.A, isAzureSql: true)));
    }
}
