using System.Net;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>Accounts: who may add to their lists, and their tokens.</summary>
public abstract class ServiceAccountTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    private string Accounts => $"{Namespaces}/{Space}/serviceaccounts";

    [Fact]
    public async Task Secrets_for_pulling_are_one_value_to_whoever_applies_them()
    {
        await ApplyAsync("alice", "one");

        var second = await ApplyAsync("bob", "two");

        Assert.Equal(HttpStatusCode.Conflict, second.Code);
        Assert.Contains("conflict with \"alice\": .imagePullSecrets", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patch_adds_one_beside_the_others_and_only_to_what_was_read()
    {
        var account = await CreateAsync(Accounts, new JsonObject { ["metadata"] = Name(), ["imagePullSecrets"] = Pulling("one") });
        var patch = Patch(account);
        var added = await PatchAsync($"{Accounts}/puller", patch, JsonPatch);
        if (added.Code == HttpStatusCode.UnprocessableEntity && Server is { IsLocalCluster: false, Minor: < 24 })
        {
            // These give each account a token a moment after it was made, which changes it once.
            patch = Patch(await EventuallyAsync($"{Accounts}/puller", answer => answer.Body["secrets"] is not null));
            added = await PatchAsync($"{Accounts}/puller", patch, JsonPatch);
        }

        var again = await PatchAsync($"{Accounts}/puller", patch, JsonPatch);

        Json.Equal("""[{"name":"one"},{"name":"two"}]""", added.Ok().Body["imagePullSecrets"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Code);

        static string Patch(Answer account) => $$$"""
            [{"op":"test","path":"/metadata/resourceVersion","value":"{{{account.Body["metadata"]!["resourceVersion"]}}}"},
             {"op":"add","path":"/imagePullSecrets/-","value":{"name":"two"}},
             {"op":"add","path":"/metadata/annotations","value":{"example.com/linked":"two"}}]
            """;
    }

    [Fact]
    public async Task An_account_gives_out_tokens()
    {
        await CreateAsync(Accounts, new JsonObject { ["metadata"] = Name() });

        var answer = await SendAsync(
            HttpMethod.Post, $"{Accounts}/puller/token", """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":7200}}""");

        if (Differs(new("Service accounts give out no tokens.")))
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.Code);
            return;
        }

        Assert.Equal(HttpStatusCode.Created, answer.Code);
        Assert.Equal(3, ((string?)answer.Body["status"]!["token"])!.Split('.').Length);
    }

    private static JsonObject Name() => new() { ["name"] = "puller" };

    private static JsonArray Pulling(string name) => [new JsonObject { ["name"] = name }];

    private Task<Answer> ApplyAsync(string manager, string secret) => SendAsync(
        HttpMethod.Patch,
        $"{Accounts}/puller?fieldManager={manager}",
        new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ServiceAccount", ["metadata"] = Name(), ["imagePullSecrets"] = Pulling(secret) }.ToJsonString(),
        ApplyPatch);
}

public sealed class LocalServiceAccountTests(LocalServer server) : ServiceAccountTests(server);

public sealed class RealServiceAccountTests(RealServer server) : ServiceAccountTests(server);
