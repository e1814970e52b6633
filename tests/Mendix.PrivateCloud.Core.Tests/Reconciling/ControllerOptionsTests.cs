using Mendix.PrivateCloud.Reconciling;
using Microsoft.Extensions.Options;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class ControllerOptionsTests
{
    public static TheoryData<string, ControllerOptions> OutOfRange => new()
    {
        { "MaxConcurrency", new() { MaxConcurrency = 0 } },
        { "MaxConcurrency", new() { MaxConcurrency = 1025 } },
        { "BackoffInitial", new() { BackoffInitial = TimeSpan.Zero } },
        { "BackoffInitial", new() { BackoffInitial = TimeSpan.FromMinutes(6) } },
        { "BackoffMax", new() { BackoffMax = TimeSpan.FromDays(2) } },
        { "BackoffJitter", new() { BackoffJitter = -0.1 } },
        { "BackoffJitter", new() { BackoffJitter = 1.1 } },
        { "BackoffJitter", new() { BackoffJitter = double.NaN } },
        { "ReconcileTimeout", new() { ReconcileTimeout = TimeSpan.FromMilliseconds(1) } },
        { "ResyncPeriod", new() { ResyncPeriod = TimeSpan.FromMilliseconds(1) } },
        { "ResyncJitter", new() { ResyncJitter = 0.6 } },
        { "StopTimeout", new() { StopTimeout = TimeSpan.FromSeconds(-1) } },
        { "CancellationTimeout", new() { CancellationTimeout = TimeSpan.FromHours(2) } },
    };

    [Fact]
    public void The_defaults_are_valid() => new ControllerOptions().Validate();

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_range_is_refused_and_named(string field, ControllerOptions options)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Make(options));

        Assert.Contains($"ControllerOptions.{field} is ", Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_values_are_named_at_once()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Make(new() { MaxConcurrency = 0, ResyncJitter = 2 }));

        Assert.Equal(2, exception.Failures.Count());
    }

    private static Controller<string> Make(ControllerOptions options) => new("test", new Reconciler(), options);

    private sealed class Reconciler : IReconciler<string>
    {
        public Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken) =>
            Task.FromResult(ReconcileResult.Done);
    }
}
