using Mendix.PrivateCloud.Provisioners.Jdbc.Urls;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Urls;

/// <summary>Examples from the drivers' own documentation, and what people get wrong.</summary>
public sealed class UrlFormTests
{
    public static TheoryData<string> Types() => new(UrlForm.All.Select(form => form.DatabaseType));

    [Theory]
    [MemberData(nameof(Types))]
    public void The_example_in_the_messages_is_right_itself(string type)
    {
        var form = UrlForm.Of(type)!;
        Assert.Null(form.Read(form.Example).Fault);
        Assert.Same(form, UrlForm.OfUrl(form.Example));
        Assert.False(UrlCredentials.AreIn(form.Example));
    }

    [Theory]
    [InlineData("jdbc:postgresql://db/crm", "db:5432", "crm")]
    [InlineData("jdbc:postgresql://db:6432/crm%20eu?ssl=true", "db:6432", "crm eu")]
    [InlineData("jdbc:postgresql://a,b:6432/crm?targetServerType=primary", "a:5432 b:6432", "crm")]
    [InlineData("jdbc:postgresql://[::1]:5433/crm", "[::1]:5433", "crm")]
    [InlineData("JDBC:postgresql://db/crm", "db:5432", "crm")]
    [InlineData("jdbc:sqlserver://db;databaseName=crm", "db:1433", "crm")]
    [InlineData("jdbc:sqlserver://db:14330;encrypt=true;database={cr;m}}};", "db:14330", "cr;m}")]
    [InlineData("jdbc:sqlserver://;serverName=db;portNumber=1434;databaseName=crm", "db:1434", "crm")]
    [InlineData(@"jdbc:sqlserver://db\sales;databaseName=crm", "db", "crm")]
    [InlineData(@"jdbc:sqlserver://db\sales:1444;databaseName=crm", "db:1444", "crm")]
    [InlineData("jdbc:sqlserver://[fe80::1]:1433;databaseName=crm", "[fe80::1]:1433", "crm")]
    [InlineData("jdbc:oracle:thin:@//db:1521/crm.example.com", "db:1521", null)]
    [InlineData("jdbc:oracle:thin:@db:1522/crm", "db:1522", null)]
    [InlineData("jdbc:oracle:thin:@db:1521:XE", "db:1521", null)]
    [InlineData("jdbc:oracle:thin:@tcps://a:2484,b:2484/crm?wallet_location=/wallet", "a:2484 b:2484", null)]
    [InlineData("jdbc:oracle:thin:/@crm_high?TNS_ADMIN=/wallet", "", null)]
    [InlineData("jdbc:oracle:thin:@ldap://ldap.example.com:389/crm,cn=OracleContext", "", null)]
    [InlineData("jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=a)(PORT=1521))(ADDRESS=(PROTOCOL=tcp)(HOST=b)(PORT=1522))(CONNECT_DATA=(SERVICE_NAME=crm)))", "a:1521 b:1522", null)]
    [InlineData("jdbc:mysql://db/crm?useUnicode=true", "db:3306", "crm")]
    [InlineData("jdbc:mariadb:sequential://a,b:3307/crm", "a:3306 b:3307", "crm")]
    [InlineData("jdbc:mysql://address=(host=db)(port=3306)/crm", "", "crm")]
    [InlineData("jdbc:sap://db:30015/?encrypt=true&databaseName=CRM", "db:30015", "CRM")]
    [InlineData("jdbc:sap://a:30015;b:30015", "a:30015 b:30015", null)]
    [InlineData("jdbc:db2://db:50000/CRM:currentSchema=APP;sslConnection=true;", "db:50000", "CRM")]
    [InlineData("jdbc:hsqldb:mem:crm", "", "crm")]
    [InlineData("jdbc:hsqldb:file:/data/crm;shutdown=true", "", null)]
    [InlineData("jdbc:hsqldb:hsql://db/crm", "db:9001", "crm")]
    [InlineData("jdbc:hsqldb:hsqls://db:9002", "db:9002", null)]
    public void A_right_URL_tells_hosts_and_database(string url, string hosts, string? database)
    {
        var target = UrlForm.OfUrl(url)!.Read(url);
        Assert.Null(target.Fault);
        Assert.Equal(hosts, string.Join(' ', target.Hosts));
        Assert.Equal(database, target.Database);
        Assert.Equal(hosts.Length == 0, target.NoHosts is not null);
    }

    [Theory]
    [InlineData("jdbc:postgresql:crm", "names no host")]
    [InlineData("jdbc:postgresql:///crm", "names no host")]
    [InlineData("jdbc:postgresql://db:5432", "names no database")]
    [InlineData("jdbc:postgresql://db:5432/?ssl=true", "names no database")]
    [InlineData("jdbc:postgresql://db:x/crm", "names no host, or one that is neither")]
    [InlineData("jdbc:postgresql://a b/crm", "names no host, or one that is neither")]
    [InlineData("jdbc:sqlserver://db:1433", "names no database (databaseName=…)")]
    [InlineData("jdbc:sqlserver://db:1433/crm", "names no host, or one that is neither")]
    [InlineData("jdbc:sqlserver://db:1433;databaseName", "is not of the driver's form")]
    [InlineData("jdbc:sqlserver:db;databaseName=crm", "is not of the driver's form")]
    [InlineData("jdbc:oracle:db:1521:XE", "does not begin with thin:@")]
    [InlineData("jdbc:oracle:thin:@//db:1521", "names no service and no SID")]
    [InlineData("jdbc:oracle:thin:@//d b/crm", "names a host that is neither")]
    [InlineData("jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=a)(PORT=1521)))", "names no service and no SID")]
    [InlineData("jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=a))(CONNECT_DATA=(SID=X)))", "does not name a host and a port")]
    [InlineData("jdbc:mysql:db/crm", "names no host")]
    [InlineData("jdbc:mysql://db", "names no database")]
    [InlineData("jdbc:mysql://d_b:0/crm", "names no host, or one that is neither")]
    [InlineData("jdbc:sap://db/?databaseName=CRM", "names a host without a port")]
    [InlineData("jdbc:db2:CRM", "names no host")]
    [InlineData("jdbc:db2://db:50000", "names no database")]
    [InlineData("jdbc:hsqldb:mem:", "names no database")]
    [InlineData("jdbc:hsqldb:crm", "says neither mem")]
    public void A_wrong_URL_tells_what_is_wrong(string url, string fault) =>
        Assert.StartsWith(fault, UrlForm.OfUrl(url)!.Read(url).Fault);
}
