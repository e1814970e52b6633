using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

public sealed class SuiteTests
{
    public static TheoryData<Type> Themes() => [.. typeof(ApiServerTest).Assembly.GetTypes().Where(type => type.IsAbstract && type.BaseType == typeof(ApiServerTest))];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Every_theme_meets_both_servers(Type theme)
    {
        var servers = theme.Assembly.GetTypes().Where(type => type.BaseType == theme)
            .Select(type => Assert.Single(Assert.Single(type.GetConstructors()).GetParameters()).ParameterType.Name);

        Assert.Equal([nameof(LocalServer), nameof(RealServer)], servers.Order(StringComparer.Ordinal));
    }
}
