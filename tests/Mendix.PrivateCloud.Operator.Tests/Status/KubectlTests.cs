using Mendix.PrivateCloud.Operator.Tests.Harness;
using Mendix.PrivateCloud.Testing.Kubectl;
using static Mendix.PrivateCloud.Operator.Tests.Harness.ConfigurationSamples;

namespace Mendix.PrivateCloud.Operator.Tests.Status;

/// <summary>What people see with the real kubectl.</summary>
public sealed class KubectlTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_waits_lists_and_describes_in_words_that_explain()
    {
        await using var cluster = await OperatorCluster.StartAsync();
        using var kubectl = new KubectlRunner(cluster.KubeConfig);
        await cluster.WithPlansAsync();
        await cluster.ApplyAsync(Configuration());
        await cluster.ApplyAsync(Samples.App("crm"));

        await kubectl.RunAsync("wait -n apps --for=condition=Ready mendixapp/crm --timeout=60s", Cancelled);
        await kubectl.RunAsync("wait -n apps --for=condition=Ready operatorconfiguration/mendix-operator-configuration --timeout=60s", Cancelled);
        await cluster.UntilConfigurationAsync(seen => seen.Status?.Rollout?.Updated == 1);
        Assert.Matches(@"(?m)^NAME +ENDPOINT +READY +ENVIRONMENTS +UPDATED +WAITING +FAILED +AGE", await kubectl.RunAsync("get opconf -n apps", Cancelled));
        Assert.Matches(@"(?m)^mendix-operator-configuration +ingress +True +1 +1 +0 +0 ", await kubectl.RunAsync("get opconf -n apps", Cancelled));
        Assert.Matches(@"(?m)^crm-endpoint +crm +ingress +True +http://crm\.apps\.example\.com ", await kubectl.RunAsync("get endpoints.privatecloud.mendix.com -n apps", Cancelled));

        var wrong = Samples.App("crm");
        wrong.Spec!.AppUrl = "https://crm.example.com";
        await cluster.ApplyAsync(wrong);
        await kubectl.RunAsync("wait -n apps --for=condition=Stalled mendixapp/crm --timeout=60s", Cancelled);

        var wide = await kubectl.RunAsync("get mendixapp crm -n apps -o wide", Cancelled);
        Assert.Matches(@"(?m)^crm +False +Started .*InvalidField +spec\.appURL 'https://crm\.example\.com' is not a host name", wide);
        await OperatorCluster.PollAsync(async () =>
        {
            var description = await kubectl.RunAsync("describe mendixapp crm -n apps", Cancelled);
            return description.Contains("Write only the name, such as crm.apps.example.com, without scheme, port and path.", StringComparison.Ordinal)
                && description.Contains("Network Status:", StringComparison.Ordinal)
                && System.Text.RegularExpressions.Regex.IsMatch(description, @"(?m)^  Warning +InvalidField .*mendix-operator +spec\.appURL");
        });
    }
}
