using System.Text.Json;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Resources;

public sealed class RoundTripTests
{
    [Fact]
    public void Unknown_fields_of_a_MendixApp_survive_at_every_level() => AssertSurvives<MendixApp>(withUnknownFields: true);

    [Fact]
    public void Unknown_fields_of_an_OperatorConfiguration_survive_at_every_level() =>
        AssertSurvives<OperatorConfiguration>(withUnknownFields: true);

    [Fact]
    public void Every_field_of_the_other_kinds_survives()
    {
        AssertSurvives<StoragePlan>(withUnknownFields: false);
        AssertSurvives<StorageInstance>(withUnknownFields: false);
        AssertSurvives<Build>(withUnknownFields: false);
        AssertSurvives<Endpoint>(withUnknownFields: false);
        AssertSurvives<Runtime>(withUnknownFields: false);
    }

    [Fact]
    public void Unknown_fields_are_still_there_after_a_change()
    {
        var app = JsonSerializer.Deserialize(
            """{"metadata":{"name":"crm"},"spec":{"replicas":1,"newField":{"a":1},"runtime":{"newSetting":"x"}}}""", MendixApp.TypeInfo)!;

        app.Spec!.Replicas = 3;

        var written = JsonSerializer.SerializeToNode(app, MendixApp.TypeInfo)!;
        Assert.Equal("""{"replicas":3,"runtime":{"newSetting":"x"},"newField":{"a":1}}""", written["spec"]!.ToJsonString());
    }

    [Fact]
    public void Parameters_of_a_plan_are_kept_as_they_are()
    {
        const string json = """{"apiVersion":"privatecloud.mendix.com/v1alpha1","kind":"StoragePlan","metadata":{"name":"p"},"spec":{"storageType":"database","provisioner":{"type":"postgres","parameters":{"host":"db","ports":[1,2.50],"none":null}}}}""";

        var plan = JsonSerializer.Deserialize(json, StoragePlan.TypeInfo)!;

        Assert.Equal(json, JsonSerializer.Serialize(plan, StoragePlan.TypeInfo));
    }

    [Fact]
    public void Words_that_nobody_knows_can_still_be_read()
    {
        var app = JsonSerializer.Deserialize("""{"spec":{"runtimeLeaderSelection":"by-lot"}}""", MendixApp.TypeInfo)!;

        Assert.Equal("by-lot", app.Spec!.RuntimeLeaderSelection);
    }

    private static void AssertSurvives<T>(bool withUnknownFields)
        where T : class, IKubernetesObject<T>
    {
        var before = SchemaSample.Make<T>(withUnknownFields);

        var after = JsonSerializer.SerializeToNode(before.Deserialize(T.TypeInfo)!, T.TypeInfo);

        Assert.True(JsonNode.DeepEquals(before, after), $"before {before.ToJsonString()}\nafter  {after!.ToJsonString()}");
    }
}
