namespace Mendix.PrivateCloud.ReferenceHost.Commands;

public sealed class PostgresServerTests
{
    [Fact]
    public void A_connection_string_gives_the_parameters_of_the_plan()
    {
        Assert.True(PostgresServer.TryParse("Host=db;Port=6432;Username=admin;Password=open-sesame;Database=base;Ssl Mode=VerifyFull", out var server, out _));

        Assert.Equal(("db", 6432, "admin", "base", true), (server.Host, server.Port, server.UserName, server.Database, server.StrictTls));
        Assert.Equal("open-sesame", server.RevealPassword());
        Assert.DoesNotContain("open-sesame", server.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_what_PostgreSQL_takes()
    {
        Assert.True(PostgresServer.TryParse("Host=db;Username=admin;Password=x", out var server, out _));

        Assert.Equal((5432, "postgres", false), (server.Port, server.Database, server.StrictTls));
    }

    [Theory]
    [InlineData("Username=admin;Password=open-sesame", "Host")]
    [InlineData("Host=db;Password=open-sesame", "Username")]
    [InlineData("Host=db;Username=open-sesame", "Password")]
    [InlineData("Host=/var/run;Username=admin;Password=open-sesame", "TCP")]
    [InlineData("Host=a,b;Username=admin;Password=open-sesame", "one Host")]
    [InlineData("Host=db;Port=open-sesame", "connection string")]
    [InlineData("Password=open-sesame;Frob=1", "connection string")]
    [InlineData("postgres://admin:open-sesame@db", "connection string")]
    public void What_is_wrong_is_told_without_repeating_it(string text, string expected)
    {
        Assert.False(PostgresServer.TryParse(text, out _, out var problem));

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("open-sesame", problem, StringComparison.Ordinal);
    }
}
