using System.Net;
using System.Text;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Testing.Registry;

namespace Mendix.PrivateCloud.Operator.Tests.Builds;

/// <summary>The registry of an OpenShift cluster is opened by the account <c>builder</c> of the namespace.</summary>
[Collection(nameof(BuildCase))]
public sealed class OpenShiftTests
{
    private const string Token = "builder-t0ken";

    [Theory]
    [InlineData("openshift")]
    [InlineData("openshift4")]
    public async Task A_token_of_the_builder_lets_in(string type)
    {
        await using var registry = await StartRegistryAsync();
        await using var build = await BuildCase.StartAsync(registry, transport: TokenAnswer.Of(HttpStatusCode.Created));
        build.Configuration.Spec!.Registry!.Type = type;

        await build.ApplyAsync();

        await build.UntilReadyAsync();
        Assert.Single(build.Tags());
        Assert.DoesNotContain(build.Cluster.Logs.Lines, line => line.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenShift_3_keeps_one_in_a_Secret()
    {
        await using var registry = await StartRegistryAsync();
        await using var build = await BuildCase.StartAsync(registry, transport: TokenAnswer.Of(HttpStatusCode.NotFound));
        build.Configuration.Spec!.Registry!.Type = "openshift3";
        await build.Cluster.ApplyAsync(new ServiceAccount
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "builder" },
            Secrets = [new LocalObjectReference { Name = "builder-token-x1" }, new LocalObjectReference { Name = "builder-dockercfg-x2" }],
        });
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"builder:{Token}"));
        await build.Cluster.ApplyAsync(new Secret
        {
            Metadata = new ObjectMeta { Namespace = OperatorCluster.Namespace, Name = "builder-dockercfg-x2" },
            Type = "kubernetes.io/dockercfg",
            Data = new Dictionary<string, byte[]> { [".dockercfg"] = Encoding.UTF8.GetBytes($$$"""{"{{{registry.Address}}}":{"auth":"{{{login}}}"}}""") },
        });

        await build.ApplyAsync();

        await build.UntilReadyAsync();
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "has no ServiceAccount 'builder' that opens the registry")]
    [InlineData(HttpStatusCode.Forbidden, "may not make a token of the ServiceAccount 'builder' in the namespace 'apps'. It is tried again. Give the operator the right")]
    public async Task What_is_missing_is_named(HttpStatusCode answer, string message)
    {
        await using var registry = await StartRegistryAsync();
        await using var build = await BuildCase.StartAsync(registry, transport: TokenAnswer.Of(answer));
        build.Configuration.Spec!.Registry!.Type = "openshift";

        await build.ApplyAsync();

        Assert.Contains(message, (await build.UntilAsync("BuildRetried")).ReadyCondition()!.Message, StringComparison.Ordinal);
        Assert.Empty(build.Source.Ranges);
        Assert.Empty(build.Pushed());
    }

    private static async Task<RegistryServer> StartRegistryAsync()
    {
        if (RegistryTools.SkipReason is { } reason)
        {
            Assert.Skip(reason);
        }

        var registry = await RegistryServer.StartAsync(login: true, userName: "builder", password: Token);
        await RegistryFixture.PushBasesAsync(registry);
        return registry;
    }

    /// <summary>Answers in the API server's place where it is asked for a token, which the embedded one has none of.</summary>
    private sealed class TokenAnswer(HttpClient inner, HttpStatusCode status) : ForwardingHandler(inner)
    {
        public static Func<HttpClient, HttpClient> Of(HttpStatusCode status) => inner =>
            new HttpClient(new TokenAnswer(inner, status)) { BaseAddress = inner.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath != $"/api/v1/namespaces/{OperatorCluster.Namespace}/serviceaccounts/builder/token"
                ? base.SendAsync(request, cancellationToken)
                : Task.FromResult(new HttpResponseMessage(status)
                {
                    Content = new StringContent(status == HttpStatusCode.Created
                        ? $$$"""{"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","status":{"token":"{{{Token}}}"}}"""
                        : $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"no","code":{{(int)status}}}"""),
                });
    }
}
