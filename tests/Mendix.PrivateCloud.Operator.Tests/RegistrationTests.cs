using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Operator.Tests;

/// <summary>A host that is put together wrongly does not start, and says what to change.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task A_host_without_a_client_is_told_how_to_get_one()
    {
        using var host = Build(services => services.AddPrivateCloud().AddOperator());
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Call services.AddKubernetesClient()", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_options_are_all_told_when_the_host_starts()
    {
        using var http = new HttpClient { BaseAddress = new Uri("https://cluster.invalid") };
        using var host = Build(services => services.AddKubernetesClient(http).AddPrivateCloud().AddOperator(options =>
        {
            options.Namespaces.Add("");
            options.Controllers.MaxConcurrency = 0;
            options.StorageControllers.BackoffJitter = 2;
        }));
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Collection(
            refusal.Failures,
            failure => Assert.StartsWith("OperatorOptions.Namespaces holds an empty name", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("OperatorOptions.Controllers: ControllerOptions.MaxConcurrency is 0", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("OperatorOptions.StorageControllers: ControllerOptions.BackoffJitter is 2", failure, StringComparison.Ordinal));
    }

    [Fact]
    public void Adding_it_twice_runs_it_once()
    {
        var services = new ServiceCollection();
        services.AddPrivateCloud().AddOperator().AddOperator(options => options.LeaderElection = false);
        Assert.Single(services, service => service.ServiceType == typeof(IHostedService));
    }

    private static IHost Build(Action<IServiceCollection> register)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        register(builder.Services);
        return builder.Build();
    }
}
