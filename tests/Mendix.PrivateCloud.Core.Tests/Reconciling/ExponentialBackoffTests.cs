using Mendix.PrivateCloud.Reconciling;

namespace Mendix.PrivateCloud.Tests.Reconciling;

public sealed class ExponentialBackoffTests
{
    private readonly ExponentialBackoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), jitter: 0.25);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(1000, 60)]
    [InlineData(int.MaxValue, 60)]
    public void It_doubles_up_to_the_cap(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), _backoff.GetDelay(failures, sample: 0));

    [Fact]
    public void Jitter_only_shortens_and_by_no_more_than_its_share()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var delay = _backoff.GetDelay(3, random.NextDouble());
            Assert.InRange(delay, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(8));
        }
    }

    [Fact]
    public void Jitter_spreads_the_delays_over_the_whole_share()
    {
        var random = new Random(1);
        var delays = Enumerable.Range(0, 1000).Select(_ => _backoff.GetDelay(3, random.NextDouble()).TotalSeconds).ToArray();

        Assert.InRange(delays.Min(), 6, 6.1);
        Assert.InRange(delays.Max(), 7.9, 8);
        Assert.InRange(delays.Average(), 6.9, 7.1);
    }
}
