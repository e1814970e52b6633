namespace Mendix.PrivateCloud.LocalCluster.Tests.Schemas;

public sealed class TypedDecodingTests
{
    [Theory]
    [InlineData("Deployment", """{"spec":{"replicas":"x"}}""", "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("Deployment", """{"spec":{"replicas":1.5}}""", "json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("Pod", """{"spec":{"containers":[{"ports":[{"containerPort":"80"}]}]}}""",
        "json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32")]
    [InlineData("Pod", """{"spec":{"containers":{}}}""", "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container")]
    [InlineData("ConfigMap", """{"data":[]}""", "json: cannot unmarshal array into Go struct field ConfigMap.data of type map[string]string")]
    [InlineData("ConfigMap", """{"data":{"a":1}}""", "json: cannot unmarshal number into Go struct field .data of type string")]
    [InlineData("Pod", """{"spec":{"containers":[{"resources":{"limits":{"cpu":"a lot"}}}]}}""",
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("Secret", """{"data":{"k":"!!"}}""", "illegal base64 data at input byte 0")]
    [InlineData("Secret", """{"data":{"k":"YWJj*A=="}}""", "illegal base64 data at input byte 4")]
    [InlineData("Secret", """{"data":{"k":"YWJjYQ"}}""", "illegal base64 data at input byte 4")]
    [InlineData("Secret", """{"data":{"k":"YWJjYQ=="}}""", null)]
    [InlineData("Service", """{"spec":{"ports":[{"port":80,"targetPort":"http"}]}}""", null)]
    [InlineData("Lease", """{"spec":{"holderIdentity":null}}""", null)]
    public void A_value_of_the_wrong_type_is_named_as_the_decoder_names_it(string kind, string json, string? expected) =>
        Assert.Equal(expected, Parsing.BuiltIn(kind).FindDecodingError(Parsing.Obj(json)));

    [Fact]
    public void Custom_resources_are_validated_instead() =>
        Assert.Null(Widgets.Type.FindDecodingError(Widgets.Widget("""{"replicas":"x"}""")));
}
