using System.Net;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;

namespace Mendix.PrivateCloud.Monitoring.Tests;

/// <summary>An operator as an embedder composes it, asked over HTTP.</summary>
public sealed class MonitoringServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_alive_from_the_beginning_and_ready_when_it_knows_the_cluster()
    {
        await using var cluster = await LocalClusterServer.StartAsync(cancellationToken: Cancellation);
        await using var host = await MonitoredHost.StartAsync(cluster);
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await host.GetAsync("healthz"));
        var (status, text) = await host.GetAsync("readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("not ready: starting\n", text, StringComparison.Ordinal);
        Assert.Contains("mendixapps: ", text, StringComparison.Ordinal);

        await MonitoredHost.InstallAsync(cluster);
        await host.UntilAsync("readyz", HttpStatusCode.OK, "ok: leading\n");
    }

    [Fact]
    public async Task Standing_by_is_ready_and_takes_over_when_the_leader_stops()
    {
        await using var cluster = await LocalClusterServer.StartAsync(cancellationToken: Cancellation);
        await MonitoredHost.InstallAsync(cluster);
        await using var first = await MonitoredHost.StartAsync(cluster, leaderElection: true);
        await first.UntilAsync("readyz", HttpStatusCode.OK, "ok: leading\n");
        await using var second = await MonitoredHost.StartAsync(cluster, leaderElection: true);
        await second.UntilAsync("readyz", HttpStatusCode.OK, "ok: standing by\n");

        await first.StopAsync();
        await second.UntilAsync("readyz", HttpStatusCode.OK, "ok: leading\n");
    }

    [Fact]
    public async Task A_kind_that_may_not_be_read_is_named_and_is_no_reason_for_a_restart()
    {
        var options = new LocalClusterOptions
        {
            BeforeRequest = request => ValueTask.FromResult(request is { Resource: "runtimes", Verb: "list" } ? LocalFault.Status(403, "Forbidden") : null),
        };
        await using var cluster = await LocalClusterServer.StartAsync(options, Cancellation);
        await MonitoredHost.InstallAsync(cluster);
        await using var host = await MonitoredHost.StartAsync(cluster);
        await host.UntilAsync("readyz", HttpStatusCode.ServiceUnavailable, "not ready: starting\nruntimes: Forbidden\n");
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await host.GetAsync("healthz"));
    }

    [Fact]
    public async Task An_operator_that_has_ended_by_itself_asks_for_a_restart()
    {
        await using var cluster = await LocalClusterServer.StartAsync(cancellationToken: Cancellation);
        await MonitoredHost.InstallAsync(cluster);
        var started = new TaskCompletionSource();
        await using var host = await MonitoredHost.StartAsync(cluster, transport: inner => new BrokenFor("runtimes", started.Task, inner));
        started.SetResult();
        await host.UntilAsync("healthz", HttpStatusCode.ServiceUnavailable, "stopped\n");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.GetAsync("readyz")).Status);
    }

    [Fact]
    public async Task The_metrics_are_those_of_engine_and_client()
    {
        await using var cluster = await LocalClusterServer.StartAsync(cancellationToken: Cancellation);
        var user = await MonitoredHost.InstallAsync(cluster);
        await using var host = await MonitoredHost.StartAsync(cluster);
        await user.CreateAsync(new MendixApp { Metadata = new ObjectMeta { Namespace = "default", Name = "crm" }, Spec = new MendixAppSpec() }, Cancellation);
        var samples = await host.UntilMetricsAsync(samples => samples.Any(sample =>
            sample is { Name: "mendix_privatecloud_reconcile_duration_seconds_count", Value: > 0 } && sample.Labels["controller"] == "mendixapp"));

        Assert.Contains(samples, sample => sample is { Name: "mendix_privatecloud_kubernetes_request_duration_seconds_count", Value: > 0 });
        Assert.Contains(samples, sample => sample is { Name: "mendix_privatecloud_kubernetes_informer_lists_total", Value: > 0 } && sample.Labels["kind"] == "mendixapps");
        Assert.Contains(samples, sample => sample.Name == "mendix_privatecloud_queue_depth" && sample.Labels["priority"] == "change");
        using var response = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "metrics"), Cancellation);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("")).Status);
    }

    [Fact]
    public async Task A_port_that_is_taken_or_cannot_be_keeps_the_host_from_starting()
    {
        await using var cluster = await LocalClusterServer.StartAsync(cancellationToken: Cancellation);
        await using var first = await MonitoredHost.StartAsync(cluster);
        var taken = await Assert.ThrowsAsync<IOException>(() => MonitoredHost.StartAsync(cluster, port: first.Http.BaseAddress!.Port));
        Assert.Contains($"{first.Http.BaseAddress!.Port}", taken.Message, StringComparison.Ordinal);
        var wrong = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => MonitoredHost.StartAsync(cluster, port: 70000));
        Assert.Equal("MonitoringOptions.Port is 70000; it must be 0 to 65535.", wrong.Message);
    }

    // Not before the host has started: a start during which a part ends is given up.
    private sealed class BrokenFor(string plural, Task started, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith($"/{plural}", StringComparison.Ordinal))
            {
                await started.WaitAsync(cancellationToken);
                throw new InvalidOperationException("broken for good");
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
