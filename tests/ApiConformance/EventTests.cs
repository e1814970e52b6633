using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

public abstract class EventTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    private string Core => $"{Namespaces}/{Space}/events";

    private string Current => $"/apis/events.k8s.io/v1/namespaces/{Space}/events";

    [Fact]
    public async Task Events_are_one_store_under_two_groups()
    {
        await CreateAsync(Core, CoreEvent("e"));

        var current = await GetAsync($"{Current}/e");

        Assert.Equal("events.k8s.io/v1", (string?)current.Ok().Body["apiVersion"]);
        Assert.Equal(("hello", "Greeted"), ((string?)current.Body["note"], (string?)current.Body["reason"]));
        Assert.Equal(("Pod", "p", "1-2"), ((string?)current.Body["regarding"]!["kind"], (string?)current.Body["regarding"]!["name"], (string?)current.Body["regarding"]!["uid"]));
        Assert.Equal(2, (int)current.Body["deprecatedCount"]!);
        Assert.Equal("tests", (string?)current.Body["deprecatedSource"]!["component"]);
    }

    [Theory]
    [InlineData("involvedObject.name=p,reason=Greeted", 1)]
    [InlineData("involvedObject.uid=1-2,type=Normal", 1)]
    [InlineData("involvedObject.kind=Pod,source=tests", 1)]
    [InlineData("involvedObject.name=other", 0)]
    [InlineData("type=Warning", 0)]
    public async Task Events_are_selected_by_what_they_speak_of(string selector, int expected)
    {
        await CreateAsync(Core, CoreEvent("e"));

        var list = await GetAsync($"{Core}?fieldSelector={selector}");

        Assert.Equal(expected, list.Names.Count());
    }

    [Fact]
    public async Task An_event_of_the_current_group_says_when_and_who()
    {
        var created = await CreateAsync(Current, CurrentEvent("e"));

        var core = await GetAsync($"{Core}/e");

        Assert.Equal("2026-01-01T00:00:00.000000Z", (string?)created.Body["eventTime"]);
        Assert.Equal(("it shines", "example.com/polisher"), ((string?)core.Body["message"], (string?)core.Body["reportingComponent"]));
        Assert.Equal("w", (string?)core.Body["involvedObject"]!["name"]);
    }

    [Theory]
    [InlineData("reportingController", "reportingController")]
    [InlineData("reportingInstance", "reportingInstance")]
    [InlineData("action", "action")]
    [InlineData("reason", "reason")]
    [InlineData("type", "type")]
    [InlineData("eventTime", "eventTime")]
    public async Task An_event_of_the_current_group_must_be_complete(string missing, string field)
    {
        var body = CurrentEvent("e");
        body.Remove(missing);

        var answer = await PostAsync(Current, body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Invalid"), (answer.Code, (string?)answer.Body["reason"]));
        Assert.Contains(answer.Body["details"]!["causes"]!.AsArray(), cause => (string?)cause!["field"] == field);
    }

    [Fact]
    public async Task An_event_is_made_once_and_counted_up_by_a_patch()
    {
        await CreateAsync(Core, CoreEvent("e"));

        var again = await PostAsync(Core, CoreEvent("e"));
        var counted = await PatchAsync($"{Core}/e", """{"count":3,"lastTimestamp":"2026-01-01T00:02:00Z"}""");
        var gone = await PatchAsync($"{Core}/none", """{"count":3}""");

        Assert.Equal(HttpStatusCode.Conflict, again.Code);
        again.IsStatus("""{"reason":"AlreadyExists","message":"events \"e\" already exists","details":{"name":"e","kind":"events"}}""");
        Assert.Equal((3, "2026-01-01T00:02:00Z"), ((int)counted.Ok().Body["count"]!, (string?)counted.Body["lastTimestamp"]));
        Assert.Equal("hello", (string?)counted.Body["message"]);
        Assert.Equal(HttpStatusCode.NotFound, gone.Code);
    }

    [Fact]
    public async Task A_series_is_written_by_a_patch()
    {
        await CreateAsync(Current, CurrentEvent("e"));

        var patched = await PatchAsync($"{Current}/e", """{"series":{"count":2,"lastObservedTime":"2026-01-01T00:01:00.000000Z"}}""");

        Assert.Equal(2, (int)patched.Ok().Body["series"]!["count"]!);
        Assert.Equal("2026-01-01T00:01:00.000000Z", (string?)patched.Body["series"]!["lastObservedTime"]);
    }

    [Fact]
    public async Task An_event_lives_in_the_namespace_of_what_it_speaks_of()
    {
        var body = CoreEvent("e");
        body["involvedObject"]!["namespace"] = "elsewhere";

        var answer = await PostAsync(Core, body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Invalid"), (answer.Code, (string?)answer.Body["reason"]));
        Assert.Contains("involvedObject.namespace: Invalid value: \"elsewhere\": does not match event.namespace", answer.Message);
    }

    private JsonObject CoreEvent(string name) => Json.Parse($$"""
        {
          "metadata": {"name": "{{name}}"}, "involvedObject": {"kind": "Pod", "name": "p", "namespace": "{{Space}}", "uid": "1-2"},
          "message": "hello", "reason": "Greeted", "type": "Normal", "count": 2, "source": {"component": "tests"},
          "firstTimestamp": "2026-01-01T00:00:00Z", "lastTimestamp": "2026-01-01T00:00:00Z"
        }
        """);

    private JsonObject CurrentEvent(string name) => Json.Parse($$"""
        {
          "metadata": {"name": "{{name}}"}, "eventTime": "2026-01-01T00:00:00.000000Z", "reason": "Polished", "action": "Polish", "type": "Normal",
          "regarding": {"apiVersion": "example.com/v1", "kind": "Widget", "namespace": "{{Space}}", "name": "w", "uid": "3"},
          "note": "it shines", "reportingController": "example.com/polisher", "reportingInstance": "polisher-1"
        }
        """);
}

public sealed class LocalEventTests(LocalServer server) : EventTests(server);

public sealed class RealEventTests(RealServer server) : EventTests(server);
