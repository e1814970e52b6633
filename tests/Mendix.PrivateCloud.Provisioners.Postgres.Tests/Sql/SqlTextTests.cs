using Mendix.PrivateCloud.Provisioners.Postgres.Sql;
using Mendix.PrivateCloud.Provisioners.Postgres.Tests.Support;
using Npgsql;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Sql;

public sealed class SqlTextTests(PostgresFixture fixture) : PostgresTest(fixture)
{
    [Theory]
    [InlineData("plain")]
    [InlineData("it's")]
    [InlineData("back\\slash ' and \" quote")]
    [InlineData("'; DROP TABLE t; --")]
    [InlineData("環境 😀 \n $tag$ @p :p ?")]
    [InlineData("")]
    public async Task The_server_reads_a_literal_as_the_text_it_was(string text)
    {
        foreach (var standardStrings in new[] { "on", "off" })
        {
            await using var connection = await ServerQueries.OpenAsync(Server.ConnectionString());
            await new NpgsqlCommand($"SET standard_conforming_strings = {standardStrings}", connection).ExecuteNonQueryAsync(Cancellation);
            await using var batch = connection.CreateBatch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT {SqlText.Literal(text)}"));
            Assert.Equal(text, await batch.ExecuteScalarAsync(Cancellation));
        }
    }

    [Theory]
    [InlineData("Plain")]
    [InlineData("with \"quotes\" and 'apostrophes'")]
    [InlineData("x\"; DROP TABLE t; --")]
    [InlineData("環境 😀")]
    public async Task The_server_reads_an_identifier_as_the_name_it_was(string name)
    {
        await using var connection = await ServerQueries.OpenAsync(Server.ConnectionString());
        await using var command = new NpgsqlCommand($"SELECT 1 AS {SqlText.Identifier(name)}", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        Assert.Equal(name, reader.GetName(0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("zero\0character")]
    [InlineData("this_identifier_has_sixty_four_characters_and_so_does_not_fit_xx")]
    [InlineData("環境環境環境環境環境環境環境環境環境環境環境")]
    public void A_name_that_the_server_cannot_hold_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => SqlText.Identifier(name));

    [Fact]
    public void A_statement_shows_its_secret_to_nobody()
    {
        var statement = new SqlStatement("ALTER ROLE x PASSWORD ", () => new("it's secret"), " VALID UNTIL 'infinity'");
        Assert.Equal("ALTER ROLE x PASSWORD '***' VALID UNTIL 'infinity'", statement.ToString());
        Assert.Equal("ALTER ROLE x PASSWORD 'it''s secret' VALID UNTIL 'infinity'", statement.Render());
    }
}
