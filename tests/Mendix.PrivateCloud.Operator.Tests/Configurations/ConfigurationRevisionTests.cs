using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Configurations;

namespace Mendix.PrivateCloud.Operator.Tests.Configurations;

/// <summary>A revision's name stands for what environments are made from, and for nothing else.</summary>
public sealed class ConfigurationRevisionTests
{
    [Fact]
    public void The_order_of_fields_makes_no_difference() => Assert.Equal(
        Name("""{"runtimeTerminationDelaySeconds":1,"customPodLabels":{"general":{"a":"1","b":"2"}},"runtimeLogFormatType":"json"}"""),
        Name("""{"runtimeLogFormatType":"json","customPodLabels":{"general":{"b":"2","a":"1"}},"runtimeTerminationDelaySeconds":1}"""));

    [Fact]
    public void How_it_is_rolled_out_makes_no_difference() =>
        Assert.Equal(Name("""{"runtimeLogFormatType":"json"}"""), Name("""{"runtimeLogFormatType":"json","rollout":{"maxUnavailable":3,"paused":true}}"""));

    [Fact]
    public void An_empty_one_is_the_same_as_none() => Assert.Equal(ConfigurationRevision.Defaults.Name, Name("{}"));

    [Fact]
    public void Every_value_makes_a_difference()
    {
        string[] specs =
        [
            "{}", """{"runtimeLogFormatType":"json"}""", """{"runtimeLogFormatType":"plain"}""", """{"endpoint":{"servicePorts":[1,2]}}""",
            """{"endpoint":{"servicePorts":[2,1]}}""", """{"fieldOfTheFuture":1}""",
        ];

        Assert.Equal(specs.Length, specs.Select(Name).Distinct().Count());
    }

    [Fact]
    public void What_is_kept_says_the_same_again()
    {
        var kept = Revision("""{"endpoint":{"type":"ingress","ingress":{"domain":"d"}},"fieldOfTheFuture":{"a":[1]}}""").ToObject("apps", 1);

        var read = new OperatorConfiguration { Spec = kept.Data!.Value.Deserialize(OperatorConfiguration.TypeInfo)!.Spec };

        Assert.Equal($"mendix-operator-configuration-{ConfigurationRevision.Of(read).Name}", kept.Metadata.Name);
    }

    private static string Name(string spec) => Revision(spec).Name;

    private static ConfigurationRevision Revision(string spec) =>
        ConfigurationRevision.Of(JsonSerializer.Deserialize($$"""{"metadata":{"name":"x"},"spec":{{spec}}}""", OperatorConfiguration.TypeInfo));
}
