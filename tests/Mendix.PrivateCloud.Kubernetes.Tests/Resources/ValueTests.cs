using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Resources;

public sealed class ValueTests
{
    [Theory]
    [InlineData("1000m", "1")]
    [InlineData("1", "1.0")]
    [InlineData("1Gi", "1024Mi")]
    [InlineData("1e3", "1k")]
    [InlineData("1E3", "1000")]
    [InlineData("2E", "2000P")]
    [InlineData("0.5", "500m")]
    [InlineData(".5", "500m")]
    [InlineData("-1Ki", "-1024")]
    [InlineData("100n", "0.1u")]
    public void Quantities_of_the_same_value_are_equal(string left, string right)
    {
        Assert.Equal(new Quantity(left), new Quantity(right));
        Assert.Equal(new Quantity(left).GetHashCode(), new Quantity(right).GetHashCode());
        Assert.Matches(Quantity.Pattern, left);
    }

    [Theory]
    [InlineData("1", "1001m")]
    [InlineData("1M", "1Mi")]
    [InlineData("1K", "1000")]
    [InlineData("lots", "many")]
    public void Other_quantities_are_not(string left, string right) => Assert.NotEqual(new Quantity(left), new Quantity(right));

    [Theory]
    [InlineData("")]
    [InlineData("Gi")]
    [InlineData("1 Gi")]
    [InlineData("1gi")]
    [InlineData("1e3Mi")]
    [InlineData("1,5")]
    [InlineData("99999999999999999999E")]
    public void What_is_no_quantity_has_no_value(string text) => Assert.False(new Quantity(text).TryGetValue(out _));

    [Fact]
    public void A_quantity_is_read_from_text_and_number_and_written_as_it_was()
    {
        var resources = JsonSerializer.Deserialize(
            """{"spec":{"resources":{"limits":{"cpu":2,"memory":"0.5Gi"}}}}""", MendixApp.TypeInfo)!.Spec!.Resources!;

        Assert.Equal("2", resources.Limits!["cpu"].ToString());
        Assert.Equal("0.5Gi", resources.Limits["memory"].ToString());
        Assert.True(resources.Limits["memory"] < "1Gi");
    }

    [Fact]
    public void A_number_and_the_same_digits_as_text_are_different()
    {
        Assert.NotEqual(new IntOrString(5), new IntOrString("5"));
        var app = JsonSerializer.Deserialize("""{"spec":{"podDisruptionBudget":{"maxUnavailable":1,"minAvailable":"1"}}}""", MendixApp.TypeInfo)!;

        Assert.Contains("""{"maxUnavailable":1,"minAvailable":"1"}""", JsonSerializer.Serialize(app, MendixApp.TypeInfo), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_written_in_the_precision_that_the_server_accepts()
    {
        var time = new DateTimeOffset(2026, 2, 3, 5, 4, 5, 678, TimeSpan.FromHours(1)).AddMicroseconds(9);
        var lease = new Lease { Metadata = { Name = "l", CreationTimestamp = time }, Spec = new LeaseSpec { RenewTime = time } };

        var json = JsonSerializer.Serialize(lease, Lease.TypeInfo);

        Assert.Contains("\"creationTimestamp\":\"2026-02-03T04:04:05Z\"", json, StringComparison.Ordinal);
        Assert.Contains("\"renewTime\":\"2026-02-03T04:04:05.678009Z\"", json, StringComparison.Ordinal);
        Assert.Equal(time, JsonSerializer.Deserialize(json, Lease.TypeInfo)!.Spec!.RenewTime);
    }

    [Fact]
    public void Secret_data_is_base64_on_the_wire()
    {
        var secret = JsonSerializer.Deserialize("""{"metadata":{"name":"s"},"data":{"k":"aGk="}}""", Secret.TypeInfo)!;

        Assert.Equal("hi"u8.ToArray(), secret.Data!["k"]);
        Assert.Contains("\"k\":\"aGk=\"", JsonSerializer.Serialize(secret, Secret.TypeInfo), StringComparison.Ordinal);
    }
}
