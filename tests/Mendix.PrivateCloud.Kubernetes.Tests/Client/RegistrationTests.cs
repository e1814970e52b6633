using System.Diagnostics.Metrics;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Client;

public sealed class RegistrationTests
{
    [Fact]
    public async Task An_authenticated_http_client_can_be_handed_over_and_stays_the_callers()
    {
        using var api = new ScriptedApi();
        using var http = api.NewHttpClient();
        await using (var services = new ServiceCollection().AddKubernetesClient(http).BuildServiceProvider())
        {
            Assert.Same(services.GetRequiredService<KubernetesClient>(), services.GetRequiredService<KubernetesClient>());
        }

        var asking = http.GetAsync(new Uri("still-alive", UriKind.Relative), TestContext.Current.CancellationToken);
        (await api.NextAsync("/still-alive")).Json("{}");
        await asking;
    }

    [Fact]
    public async Task Options_are_made_when_the_client_is_first_asked_for()
    {
        var made = 0;
        await using var services = new ServiceCollection().AddKubernetesClient(_ =>
        {
            made++;
            return new KubernetesClientOptions { Server = new Uri("https://k.test"), Namespace = "apps" };
        }).BuildServiceProvider();
        Assert.Equal(0, made);
        Assert.Equal("apps", services.GetRequiredService<KubernetesClient>().Namespace);
        Assert.Equal(1, made);
    }

    [Theory]
    [InlineData(null, "Server is missing")]
    [InlineData("ftp://k.test", "Server is 'ftp://k.test/'")]
    public void A_client_needs_a_server(string? server, string what)
    {
        var options = new KubernetesClientOptions { Server = server is null ? null : new Uri(server) };
        Assert.StartsWith(what, Assert.Throws<KubernetesConfigurationException>(() => new KubernetesClient(options)).Message, StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.Contains("BaseAddress", Assert.Throws<KubernetesConfigurationException>(() => new KubernetesClient(http)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_call_is_measured_by_verb_kind_and_status()
    {
        var measured = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "mendix.privatecloud.kubernetes.request.duration")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            var text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            lock (measured)
            {
                measured.Add(text);
            }
        });
        listener.Start();

        using var api = new ScriptedApi();
        using var client = api.NewClient();
        var finding = client.FindAsync<ServiceAccount>("apps", "a", TestContext.Current.CancellationToken);
        (await api.NextAsync()).Status(System.Net.HttpStatusCode.NotFound, "NotFound");
        await finding;
        lock (measured)
        {
            Assert.Contains("verb=get kind=serviceaccounts status=404", measured);
        }
    }
}
