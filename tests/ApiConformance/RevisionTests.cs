using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>Controller revisions keep what they were made with.</summary>
public abstract class RevisionTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    private string Revisions => $"/apis/apps/v1/namespaces/{Space}/controllerrevisions";

    [Fact]
    public async Task Data_of_any_form_is_kept_and_does_not_change()
    {
        var created = await CreateAsync(Revisions, Revision("""{"spec":{"empty":{},"list":[1,"a"]}}"""));
        Json.Equal("""{"spec":{"empty":{},"list":[1,"a"]}}""", created.Body["data"]);

        var changed = await PatchAsync($"{Revisions}/first", """{"data":{"spec":{"list":[]}}}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, changed.Code);
        Assert.Contains("data", changed.Message, StringComparison.Ordinal);
        Assert.Contains("field is immutable", changed.Message, StringComparison.Ordinal);

        var counted = (await PatchAsync($"{Revisions}/first", """{"revision":2}""")).Ok();
        Assert.Equal(2, (int)counted.Body["revision"]!);
    }

    [Fact]
    public async Task Data_must_be_there_and_the_number_not_negative()
    {
        var without = Revision("{}");
        without.Remove("data");
        var refused = await PostAsync(Revisions, without);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Code);
        Assert.Contains("data is mandatory", refused.Message, StringComparison.Ordinal);

        var negative = Revision("{}");
        negative["revision"] = -1;
        refused = await PostAsync(Revisions, negative);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Code);
        Assert.Contains("revision: Invalid value: -1", refused.Message, StringComparison.Ordinal);
    }

    private static JsonObject Revision(string data) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "first" },
        ["data"] = JsonNode.Parse(data),
        ["revision"] = 1,
    };
}

public sealed class LocalRevisionTests(LocalServer server) : RevisionTests(server);

public sealed class RealRevisionTests(RealServer server) : RevisionTests(server);
