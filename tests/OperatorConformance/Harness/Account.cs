using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Mendix.PrivateCloud.Operator.Access;
using Mendix.PrivateCloud.OperatorConformance.Servers;
using RbacGenerator;

namespace Mendix.PrivateCloud.OperatorConformance.Harness;

/// <summary>The operator's account in a home of its own, with the rights that the manifests of <c>deploy/rbac</c> give.</summary>
internal sealed class Account(ClusterUnderTest cluster, string home)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string Home => home;

    /// <summary>What is applied in the place of a document of a file; null for the document itself.</summary>
    public Func<JsonObject, JsonObject?> Replace { get; set; } = _ => null;

    /// <summary>Applies a file of <c>deploy/rbac</c> as somebody would whose operator lives in <see cref="Home"/>.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="space">What follows <c>kubectl apply -n</c>.</param>
    public async Task ApplyAsync(string file, string? space = null)
    {
        foreach (var document in RbacFiles.All.Single(known => known.Name == file).Documents)
        {
            await ApplyAsync(Replace(document) ?? document, space);
        }
    }

    public async Task ApplyAsync(JsonObject document, string? space = null)
    {
        var here = Here(document.DeepClone().AsObject(), space);
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"{PathOf(here)}?fieldManager=test&force=true")
        {
            Content = new StringContent(here.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/apply-patch+yaml")),
        };
        using var answer = await cluster.AdminHttp.SendAsync(request, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Gives the rights on the Lease in another namespace.</summary>
    public async Task GiveLeaseAsync(string space)
    {
        await ApplyAsync(RoleDocument.Role("mendix-operator-leader", null, OperatorRights.Leading), space);
        await ApplyAsync(RoleDocument.RoleBinding("mendix-operator-leader", null), space);
    }

    /// <summary>A token as a pod with this account gets it; null where nobody asks who somebody is.</summary>
    public async Task<string?> TokenAsync()
    {
        if (!cluster.ChecksRights)
        {
            return null;
        }

        var request = new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["spec"] = new JsonObject { ["expirationSeconds"] = 3600 },
        };
        using var answer = await cluster.AdminHttp.PostAsJsonAsync(
            $"/api/v1/namespaces/{home}/serviceaccounts/mendix-operator/token", request, Cancellation);
        var body = (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body.ToJsonString());
        return (string)body["status"]!["token"]!;
    }

    /// <summary>Takes away what was given outside of the two namespaces.</summary>
    public async Task RemoveAsync()
    {
        foreach (var kind in new[] { "clusterrolebindings", "clusterroles" })
        {
            foreach (var name in new[] { home, $"{home}-owner-references" })
            {
                using var answer = await cluster.AdminHttp.DeleteAsync($"/apis/rbac.authorization.k8s.io/v1/{kind}/{name}", Cancellation);
            }
        }
    }

    // Another home, and a name of its own for what a cluster has only once.
    private JsonObject Here(JsonObject document, string? space)
    {
        var metadata = document["metadata"]!.AsObject();
        switch ((string)document["kind"]!)
        {
            case "Namespace":
                metadata["name"] = home;
                break;
            case "ClusterRole" or "ClusterRoleBinding":
                metadata["name"] = Rename(metadata["name"]!);
                break;
            default:
                metadata["namespace"] = metadata.ContainsKey("namespace") ? home : space;
                break;
        }

        foreach (var subject in document["subjects"]?.AsArray() ?? [])
        {
            subject!["namespace"] = home;
        }

        if (document["roleRef"] is { } role && (string)role["kind"]! == "ClusterRole")
        {
            role["name"] = Rename(role["name"]!);
        }

        return document;
    }

    private string Rename(JsonNode name) => ((string)name!).Replace("mendix-operator", home, StringComparison.Ordinal);

    private static string PathOf(JsonObject document)
    {
        var (apiVersion, plural) = ((string)document["apiVersion"]!, $"{((string)document["kind"]!).ToLowerInvariant()}s");
        var (space, name) = ((string?)document["metadata"]!["namespace"], (string)document["metadata"]!["name"]!);
        var root = apiVersion.Contains('/', StringComparison.Ordinal) ? $"/apis/{apiVersion}" : $"/api/{apiVersion}";
        return space is null ? $"{root}/{plural}/{name}" : $"{root}/namespaces/{space}/{plural}/{name}";
    }
}
