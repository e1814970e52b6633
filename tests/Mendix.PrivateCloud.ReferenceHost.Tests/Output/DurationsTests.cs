using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

public sealed class DurationsTests
{
    [Theory]
    [InlineData(0.42, "0.4 s")]
    [InlineData(12.9, "12 s")]
    [InlineData(119, "119 s")]
    [InlineData(125, "2 min")]
    [InlineData(7300, "2 h")]
    [InlineData(200000, "2 d")]
    public void Times_read_as_people_say_them(double seconds, string expected) =>
        Assert.Equal(expected, Durations.Text(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void What_is_done_took_its_time_and_what_goes_on_has_lasted()
    {
        Assert.Equal("in 1.5 s", Durations.Text(new ResourceTiming(TimeSpan.FromSeconds(1.5), IsFinal: true)));
        Assert.Equal("for 1 s", Durations.Text(new ResourceTiming(TimeSpan.FromSeconds(1.5), IsFinal: false)));
    }
}
