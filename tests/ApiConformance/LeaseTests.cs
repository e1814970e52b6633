using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>What leader election rests on.</summary>
public abstract class LeaseTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    [Fact]
    public async Task Of_two_that_take_the_same_lease_one_wins()
    {
        var seen = await CreateAsync(Leases, Lease("nobody"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
        {
            var wish = Lease($"candidate-{number}");
            wish["metadata"]!["resourceVersion"] = seen.ResourceVersion;
            return PutAsync($"{Leases}/leader", wish);
        }));

        var winner = Assert.Single(answers, answer => answer.Code == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer != winner), answer => Assert.Equal(HttpStatusCode.Conflict, answer.Code));
        Assert.Equal(winner.Body["spec"]!["holderIdentity"]!.ToString(), (string?)(await GetAsync($"{Leases}/leader")).Body["spec"]!["holderIdentity"]);
    }

    [Fact]
    public async Task Of_two_that_make_the_lease_one_wins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => PostAsync(Leases, Lease($"candidate-{number}"))));

        Assert.Single(answers, answer => answer.Code == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Code != HttpStatusCode.Created), answer => Assert.Equal("AlreadyExists", (string?)answer.Body["reason"]));
    }

    [Fact]
    public async Task Times_are_kept_to_the_microsecond()
    {
        var created = await CreateAsync(Leases, Lease("me"));

        Json.Equal(
            """
            {"holderIdentity":"me","leaseDurationSeconds":15,"acquireTime":"2026-01-01T00:00:00.123456Z","renewTime":"2026-01-01T00:00:00.000000Z","leaseTransitions":0}
            """,
            created.Body["spec"]);
    }

    [Theory]
    [InlineData("leaseDurationSeconds", "0", "must be greater than 0")]
    [InlineData("leaseTransitions", "-1", "must be greater than or equal to 0", "must to greater or equal than 0")]
    public async Task Numbers_must_make_sense(string field, string value, string now, string? then = null)
    {
        var lease = Lease("me");
        lease["spec"]![field] = JsonNode.Parse(value);

        var answer = await PostAsync(Leases, lease);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Code);
        Assert.Equal($"Lease.coordination.k8s.io \"leader\" is invalid: spec.{field}: Invalid value: {value}: {Wording(now, then ?? now, answer)}", answer.Message);
    }

    private static JsonObject Lease(string holder) => Json.Parse($$"""
        {
          "metadata": {"name": "leader"},
          "spec": {
            "holderIdentity": "{{holder}}", "leaseDurationSeconds": 15, "leaseTransitions": 0,
            "acquireTime": "2026-01-01T00:00:00.123456Z", "renewTime": "2026-01-01T00:00:00.000000Z"
          }
        }
        """);
}

public sealed class LocalLeaseTests(LocalServer server) : LeaseTests(server);

public sealed class RealLeaseTests(RealServer server) : LeaseTests(server);
