using System.Net;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Http;

public sealed class PatchTests : ClusterTest
{
    private const string JsonPatch = "application/json-patch+json";
    private const string Apply = "application/apply-patch+yaml";

    [Theory]
    [InlineData(JsonPatch, "{}", "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp")]
    [InlineData("application/merge-patch+json", "[]", "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}")]
    public async Task A_patch_of_the_wrong_form_is_a_bad_request(string contentType, string patch, string message)
    {
        await CreateConfigMapAsync("a");

        var (code, status) = await SendAsync(HttpMethod.Patch, $"{ConfigMaps}/a", patch, contentType);

        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Equal(message, (string?)status["message"]);
    }

    [Theory]
    [InlineData("Strict")]
    [InlineData("Warn")]
    public async Task An_apply_that_does_not_fit_the_schema_is_an_internal_error_without_a_reason(string validation)
    {
        const string Body = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"dat":{},"immutable":1}""";

        var (code, status) = await SendAsync(
            HttpMethod.Patch, $"{ConfigMaps}/a?fieldManager=me&fieldValidation={validation}", Body, Apply);

        Assert.Equal(HttpStatusCode.InternalServerError, code);
        Assert.False(status.ContainsKey("reason"));
        Assert.Equal(
            "failed to create typed patch object (default/a; /v1, Kind=ConfigMap): errors:\n"
            + "  .dat: field not declared in schema\n  .immutable: expected boolean, got &{1}",
            (string?)status["message"]);
    }
}
