using Mendix.PrivateCloud.Provisioners.Jdbc.Urls;
using static Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Support.JdbcCase;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Urls;

public sealed class UrlCredentialsTests
{
    [Theory]
    [InlineData("PostgreSQL", "jdbc:postgresql://crm:canary@db/crm")]
    [InlineData("PostgreSQL", "jdbc:postgresql://crm:ca/nary@db/crm")]
    [InlineData("PostgreSQL", "jdbc:postgresql://db/crm?user=canary")]
    [InlineData("PostgreSQL", "jdbc:postgresql://db/crm?ssl=true&PassWord=canary")]
    [InlineData("PostgreSQL", "jdbc:postgresql://db/crm?sslpassword=canary")]
    [InlineData("PostgreSQL", "jdbc:postgresql://db/crm?pass%77ord=canary")]
    [InlineData("SQLSERVER", "jdbc:sqlserver://db;databaseName=crm;user=canary;password=canary")]
    [InlineData("SQLSERVER", "jdbc:sqlserver://db;databaseName=crm; password = {canary}")]
    [InlineData("SQLSERVER", "jdbc:sqlserver://db;databaseName=crm;trustStorePassword=canary")]
    [InlineData("SQLSERVER", "jdbc:sqlserver://db;databaseName=crm;accessToken=canary")]
    [InlineData("ORACLE", "jdbc:oracle:thin:crm/canary@//db:1521/crm")]
    [InlineData("ORACLE", "jdbc:oracle:thin:crm/ca:nary@db:1521:XE")]
    [InlineData("ORACLE", "jdbc:oracle:thin:@(DESCRIPTION=(SECURITY=(PASSWORD=canary))(ADDRESS=(HOST=a)(PORT=1))(CONNECT_DATA=(SID=X)))")]
    [InlineData("MYSQL", "jdbc:mysql://address=(host=db)(user=crm)(password=canary)/crm")]
    [InlineData("SAPHANA", "jdbc:sap://db:30015/?user=crm&password=canary")]
    [InlineData("DB2", "jdbc:db2://db:50000/CRM:user=crm;password=canary;")]
    [InlineData("HSQLDB", "jdbc:hsqldb:hsql://db/crm;user=sa;password=canary")]
    [InlineData("PostgreSQL", "not even a URL; password=canary")]
    public void Credentials_are_refused_and_never_repeated(string type, string url)
    {
        var faults = Faults(Values(type, jdbcUrl: url));
        Assert.StartsWith("jdbcUrl: holds credentials", faults);
        Assert.DoesNotContain("nary", faults, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jdbc:sqlserver://db;databaseName=crm;serverSpn=MSSQLSvc/db:1433@EXAMPLE.COM;integratedSecurity=true")]
    [InlineData("jdbc:postgresql://db/crm?ApplicationName=crm@eu&userSchema=x")]
    [InlineData("jdbc:mysql://db/crm?useUnicode=true&passwordCharacterEncoding=UTF-8&password=")]
    [InlineData("jdbc:oracle:thin:/@crm")]
    [InlineData("jdbc:oracle:thin:@//db:1521/crm")]
    [InlineData("jdbc:oracle:thin:@crm?TNS_ADMIN=/wallet")]
    public void What_only_looks_like_credentials_is_let_through(string url) => Assert.False(UrlCredentials.AreIn(url));

    [Theory]
    [InlineData("PostgreSQL", "jdbc:postgresql://crm:ca?nary/crm")]
    [InlineData("PostgreSQL", "jdbc:postgresql://crm:canary")]
    [InlineData("SQLSERVER", "jdbc:sqlserver://canary pass word")]
    [InlineData("ORACLE", "jdbc:oracle:canary")]
    public void A_URL_that_cannot_be_read_is_not_repeated_either(string type, string url) =>
        Assert.DoesNotContain("nary", Faults(Values(type, jdbcUrl: url)), StringComparison.Ordinal);
}
