using Mendix.PrivateCloud.LocalCluster.Tables;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Tables;

public sealed class JsonPathTests
{
    private const string Document = """
        {"a":{"b.c":1,"d":[{"n":"x","v":1},{"n":"y","v":2},{"v":3}]},"labels":{"app.io/name":"z"}}
        """;

    [Theory]
    [InlineData(".a.d[0].n", "x")]
    [InlineData("$.a.d[-1].v", "3")]
    [InlineData("{.a.d[1].n}", "y")]
    [InlineData(".a['b.c']", "1")]
    [InlineData(""".a.b\.c""", "1")]
    [InlineData(""".labels.app\.io/name""", "z")]
    [InlineData(".a.d[*].v", "1 2 3")]
    [InlineData(".a.d[?(@.n==\"y\")].v", "2")]
    [InlineData(".a.d[?(@.v==3)].v", "3")]
    [InlineData(".a.d[?(@.n)].v", "1 2")]
    [InlineData(".a.d[?(@.n!='y')].v", "1 3")]
    [InlineData(".none.at[3].all", "")]
    public void Paths_find_values(string path, string expected) =>
        Assert.Equal(expected, string.Join(' ', JsonPath.Parse(path).Find(Obj(Document)).Select(JsonPath.Text)));

    [Theory]
    [InlineData("a.b")]
    [InlineData(".a[0")]
    [InlineData(".a[1:2]")]
    public void Malformed_paths_are_refused(string path) => Assert.Throws<FormatException>(() => JsonPath.Parse(path));
}
