using Mendix.PrivateCloud.LocalCluster.Tables;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Tables;

public sealed class HumanDurationTests
{
    // The table of k8s.io/apimachinery/pkg/util/duration.
    [Theory]
    [InlineData(-2, "<invalid>")]
    [InlineData(-1, "0s")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(121, "2m1s")]
    [InlineData(599, "9m59s")]
    [InlineData(600, "10m")]
    [InlineData((3 * 3600) - 1, "179m")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((3 * 3600) + 60, "3h1m")]
    [InlineData((8 * 3600) - 1, "7h59m")]
    [InlineData(8 * 3600, "8h")]
    [InlineData((48 * 3600) - 1, "47h")]
    [InlineData(48 * 3600, "2d")]
    [InlineData(49 * 3600, "2d1h")]
    [InlineData((8 * 86400) - 1, "7d23h")]
    [InlineData(8 * 86400, "8d")]
    [InlineData((730 * 86400) - 1, "729d")]
    [InlineData(731 * 86400, "2y1d")]
    [InlineData(2920L * 86400, "8y")]
    public void Durations_have_two_units_at_most(long seconds, string expected) =>
        Assert.Equal(expected, HumanDuration.Format(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(null, "<unknown>")]
    [InlineData("\"soon\"", "<invalid>")]
    [InlineData("\"2026-01-01T00:00:00Z\"", "2m")]
    public void Ages_are_counted_from_timestamps(string? timestamp, string expected) =>
        Assert.Equal(expected, HumanDuration.Since(
            timestamp is null ? null : System.Text.Json.Nodes.JsonNode.Parse(timestamp), new DateTimeOffset(2026, 1, 1, 0, 2, 0, TimeSpan.Zero)));
}
