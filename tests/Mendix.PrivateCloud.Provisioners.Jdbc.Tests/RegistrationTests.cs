using Mendix.PrivateCloud.Provisioners.Jdbc.Tests.Support;
using Mendix.PrivateCloud.Provisioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Provisioners.Jdbc.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void Two_types_stand_side_by_side()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddJdbc().AddJdbc("jdbc-private", options => options.CheckReachable = false);
        using var provider = services.BuildServiceProvider();
        Assert.Equal(["jdbc", "jdbc-private"], provider.GetRequiredService<IStorageProvisioners>().Types);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(301)]
    public void An_option_out_of_range_fails_when_first_asked_for(int seconds)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => JdbcCase.Provisioner(options => options.ConnectTimeout = TimeSpan.FromSeconds(seconds)));
        Assert.StartsWith("JdbcOptions.ConnectTimeout is ", refusal.Message);
    }
}
