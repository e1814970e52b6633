using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Patching;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Patching;

public sealed class StrategicMergePatchTests
{
    [Theory]
    // Containers by name; what the patch names comes in its order, new ones before those that only the server has.
    [InlineData("""{"containers":[{"name":"a","image":"1"},{"name":"b","image":"1"}]}""",
        """{"containers":[{"name":"b","image":"2"},{"name":"c","image":"3"}]}""",
        """{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"},{"name":"c","image":"3"}]}""")]
    [InlineData("""{"containers":[{"name":"a"},{"name":"b"}]}""",
        """{"containers":[{"name":"b","$patch":"delete"}]}""",
        """{"containers":[{"name":"a"}]}""")]
    [InlineData("""{"containers":[{"name":"a"},{"name":"b"}]}""",
        """{"containers":[{"$patch":"replace"},{"name":"c"}]}""",
        """{"containers":[{"name":"c"}]}""")]
    [InlineData("""{"containers":[{"name":"a","env":[{"name":"X","value":"1"},{"name":"Y","value":"1"}]}]}""",
        """{"$setElementOrder/containers":[{"name":"a"}],"containers":[{"name":"a","$setElementOrder/env":[{"name":"Z"},{"name":"X"}],"env":[{"name":"Z","value":"3"},{"name":"Y","$patch":"delete"}]}]}""",
        """{"containers":[{"name":"a","env":[{"name":"Z","value":"3"},{"name":"X","value":"1"}]}]}""")]
    // Atomic lists and plain values are replaced.
    [InlineData("""{"tolerations":[{"key":"a"}],"hostname":"h"}""", """{"tolerations":[{"key":"b"}],"hostname":null}""", """{"tolerations":[{"key":"b"}]}""")]
    // Objects merge, or are replaced or emptied on request.
    [InlineData("""{"securityContext":{"runAsUser":1,"fsGroup":2}}""", """{"securityContext":{"runAsUser":3}}""", """{"securityContext":{"runAsUser":3,"fsGroup":2}}""")]
    [InlineData("""{"securityContext":{"runAsUser":1,"fsGroup":2}}""", """{"securityContext":{"$patch":"replace","runAsUser":3}}""", """{"securityContext":{"runAsUser":3}}""")]
    [InlineData("""{"securityContext":{"runAsUser":1}}""", """{"securityContext":{"$patch":"delete"}}""", """{"securityContext":{}}""")]
    // Volumes keep only the source that the patch names.
    [InlineData("""{"volumes":[{"name":"v","emptyDir":{}}]}""",
        """{"volumes":[{"name":"v","$retainKeys":["name","secret"],"secret":{"secretName":"s"}}]}""",
        """{"volumes":[{"name":"v","secret":{"secretName":"s"}}]}""")]
    // Order alone.
    [InlineData("""{"containers":[{"name":"a"},{"name":"b"},{"name":"c"}]}""",
        """{"$setElementOrder/containers":[{"name":"c"},{"name":"a"}]}""",
        """{"containers":[{"name":"b"},{"name":"c"},{"name":"a"}]}""")]
    // Directives in something new have nothing to act upon.
    [InlineData("{}", """{"containers":[{"name":"a","$patch":"delete"},{"name":"b","env":[{"name":"X","value":null}]}]}""",
        """{"containers":[{"name":"b","env":[{"name":"X"}]}]}""")]
    public void A_pod_spec_is_patched_by_its_schema(string spec, string patch, string expected) =>
        AssertJson(expected, Apply("Pod", "spec", spec, patch));

    [Theory]
    [InlineData("""{"finalizers":["a","b"]}""", """{"finalizers":["c","a"]}""", """{"finalizers":["c","a","b"]}""")]
    [InlineData("""{"finalizers":["a","b","c"]}""", """{"$deleteFromPrimitiveList/finalizers":["b"]}""", """{"finalizers":["a","c"]}""")]
    [InlineData("""{"finalizers":["a","b"]}""",
        """{"$setElementOrder/finalizers":["c","b"],"$deleteFromPrimitiveList/finalizers":["a"],"finalizers":["c"]}""",
        """{"finalizers":["c","b"]}""")]
    [InlineData("""{"ownerReferences":[{"uid":"1","name":"x"}]}""", """{"ownerReferences":[{"uid":"2","name":"y"}]}""",
        """{"ownerReferences":[{"uid":"2","name":"y"},{"uid":"1","name":"x"}]}""")]
    public void Metadata_is_patched_by_its_schema(string metadata, string patch, string expected) =>
        AssertJson(expected, Apply("ConfigMap", "metadata", metadata, patch));

    [Theory]
    [InlineData("""{"containers":[{"image":"x"}]}""", """map: {"image":"x"} does not contain declared merge key: name""")]
    [InlineData("""{"securityContext":{"$patch":"explode"}}""", "unrecognized type of patch: \"explode\"")]
    [InlineData("""{"volumes":[{"name":"v","$retainKeys":["name"],"secret":{}}]}""", "patch can not contain fields that are not in the retainKeys list")]
    public void A_wrong_directive_is_refused(string patch, string message)
    {
        var spec = """{"securityContext":{},"containers":[{"name":"a"}],"volumes":[{"name":"v"}]}""";
        var failure = Assert.Throws<PatchException>(() => Apply("Pod", "spec", spec, patch));
        Assert.Equal(message, failure.Message);
    }

    [Fact]
    public void Neither_the_object_nor_the_patch_is_changed()
    {
        var current = Obj("""{"spec":{"containers":[{"name":"a","image":"1"}]}}""");
        var patch = Obj("""{"spec":{"containers":[{"name":"a","image":"2"}]}}""");
        StrategicMergePatch.Apply(current, patch, BuiltIn("Pod").Schema);

        AssertJson("""{"spec":{"containers":[{"name":"a","image":"1"}]}}""", current);
        AssertJson("""{"spec":{"containers":[{"name":"a","image":"2"}]}}""", patch);
    }

    private static JsonNode? Apply(string kind, string field, string value, string patch) =>
        StrategicMergePatch.Apply(
            new JsonObject { [field] = Obj(value) }, new JsonObject { [field] = Obj(patch) }, BuiltIn(kind).Schema)[field];
}
