using Mendix.PrivateCloud.EndToEnd.Hosting;
using Mendix.PrivateCloud.Testing.Kubectl;

namespace Mendix.PrivateCloud.EndToEnd.Scenarios;

/// <summary>The real kubectl against the running host: the commands that the README and the host itself propose.</summary>
public sealed class KubectlTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_environment_is_listed_described_scaled_explained_and_deleted_without_a_trace()
    {
        await using var host = HostProcess.Start([]);
        using var kubectl = new KubectlRunner(await File.ReadAllTextAsync(await host.WaitUntilServingAsync(Cancelled), Cancelled));

        var table = await kubectl.RunAsync("get mendixapps", Cancelled);
        Assert.Matches(@"(?m)^NAME +READY +STATE +URL +REPLICAS +AGE", table);
        Assert.Matches(@"(?m)^first-app +True +Started +http://first-app\.apps\.example\.com +1 ", table);

        var description = await kubectl.RunAsync("describe mendixapp first-app", Cancelled);
        Assert.Contains("Database Status:", description, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Events:", description);

        Assert.Contains("servicePlan", await kubectl.RunAsync("explain mendixapp.spec.database", Cancelled), StringComparison.Ordinal);
        Assert.Contains("replicas", await kubectl.RunAsync("explain mendixapp.spec", Cancelled), StringComparison.Ordinal);

        await kubectl.RunAsync("wait --for=condition=Ready mendixapp/first-app --timeout=60s", Cancelled);
        await kubectl.RunAsync("delete mendixapp first-app --timeout=60s", Cancelled);
        await host.WaitForLineAsync(line => line.Contains("MendixApp default/first-app", StringComparison.Ordinal) && line.EndsWith("Gone", StringComparison.Ordinal), Cancelled);
        foreach (var kind in new[] { "mendixapps", "storageinstances", "builds", "endpoints.privatecloud.mendix.com", "runtimes", "deployments", "services", "ingresses" })
        {
            await kubectl.UntilGoneAsync($"{kind} -l privatecloud.mendix.com/app=first-app", Cancelled);
        }

        Assert.DoesNotContain("first-app", await kubectl.RunAsync("get secrets -o name", Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scaling_reaches_the_Deployment()
    {
        await using var host = HostProcess.Start([]);
        using var kubectl = new KubectlRunner(await File.ReadAllTextAsync(await host.WaitUntilServingAsync(Cancelled), Cancelled));

        await kubectl.RunAsync("scale mendixapp first-app --replicas=0", Cancelled);
        await host.WaitForLineAsync(line => line.Contains("Deployment default/first-app-master", StringComparison.Ordinal) && line.EndsWith("0/0 ready", StringComparison.Ordinal), Cancelled);
        await kubectl.UntilAsync("get mendixapp first-app -o jsonpath={.status.appState}", "Stopped", Cancelled);

        Assert.Equal("0", await kubectl.RunAsync("get deployment first-app-master -o jsonpath={.spec.replicas}", Cancelled));
    }

    [Fact]
    public async Task An_environment_that_kubectl_applies_becomes_Ready()
    {
        await using var host = HostProcess.Start([]);
        using var kubectl = new KubectlRunner(await File.ReadAllTextAsync(await host.WaitUntilServingAsync(Cancelled), Cancelled));

        await kubectl.RunAsync("apply -f -", """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"team-b"}}""", Cancelled);
        await kubectl.RunAsync("apply -n team-b -f -", Yaml.Environment("crm"), Cancelled);
        await kubectl.RunAsync("wait -n team-b --for=condition=Ready mendixapp/crm --timeout=60s", Cancelled);

        await host.WaitForLineAsync(line => line.Contains("MendixApp team-b/crm", StringComparison.Ordinal) && line.Contains("Ready ", StringComparison.Ordinal), Cancelled);
    }
}
