using System.Net;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Client;

public sealed class TokenTests : IDisposable
{
    private readonly ScriptedApi _api = new();
    private readonly KubernetesClient _client;

    public TokenTests() => _client = _api.NewClient();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _api.Dispose();
    }

    [Fact]
    public async Task A_token_is_asked_of_its_account_and_does_not_print_itself()
    {
        var asking = _client.CreateTokenAsync("apps", "builder", TimeSpan.FromHours(2), Cancellation);
        var call = await _api.NextAsync();
        call.Json("""{"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","status":{"token":"t0ken"}}""");

        var token = await asking;
        Assert.Equal("/api/v1/namespaces/apps/serviceaccounts/builder/token", call.PathAndQuery);
        Assert.Equal("""{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":7200}}""", call.Body);
        Assert.Equal(("t0ken", "***"), (token.Reveal(), token.ToString()));
    }

    [Fact]
    public async Task A_missing_right_is_told_as_one()
    {
        var asking = _client.CreateTokenAsync("apps", "builder", TimeSpan.FromHours(2), Cancellation);
        (await _api.NextAsync()).Status(HttpStatusCode.Forbidden, "Forbidden");

        var failure = await Assert.ThrowsAsync<KubernetesException>(() => asking);
        Assert.True(failure.IsForbidden);
        Assert.Contains("create serviceaccounts apps/builder (token)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_a_token_is_a_failure()
    {
        var asking = _client.CreateTokenAsync("apps", "builder", TimeSpan.FromHours(2), Cancellation);
        (await _api.NextAsync()).Json("{}");

        await Assert.ThrowsAsync<KubernetesException>(() => asking);
    }
}
