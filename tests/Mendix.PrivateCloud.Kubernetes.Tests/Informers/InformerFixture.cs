using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Kubernetes.Tests.Scripted;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Informers;

/// <summary>An informer in virtual time, whose server is played by the test.</summary>
internal sealed class InformerFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly KubernetesClient _client;
    private Task _running = Task.CompletedTask;

    public InformerFixture(Action<InformerOptions<ConfigMap>>? configure = null)
    {
        // Calls have a longer limit than any pause, so that the two can be told apart.
        _client = Api.NewClient(Time, new KubernetesClientOptions { MaxRetries = 0, RequestTimeout = TimeSpan.FromMinutes(1) });
        var options = new InformerOptions<ConfigMap>();
        configure?.Invoke(options);
        Informer = new Informer<ConfigMap>(_client, options);
        Informer.Subscribe(Changes.Add);
    }

    public VirtualTimeProvider Time { get; } = new();

    public ScriptedApi Api { get; } = new();

    public Informer<ConfigMap> Informer { get; }

    public ChangeLog Changes { get; } = new();

    public void Start() => _running = Informer.RunAsync(_stop.Token);

    /// <summary>Starts, answers the first list, and takes the watch after it.</summary>
    public async Task<ScriptedStream> StartAsync(int version, params string[] items)
    {
        Start();
        (await Api.NextAsync("/configmaps?limit=500")).Json(ConfigMaps.List(version, items));
        return (await Api.NextAsync($"resourceVersion={version}")).Stream();
    }

    /// <summary>Moves the clock from timer to timer until the informer calls again.</summary>
    public async Task<Exchange> NextAfterPauseAsync(string expected)
    {
        await Eventually.TrueAsync(
            () =>
            {
                if (!Api.HasCall && Time.UntilNextTimer is { } pause && pause <= TimeSpan.FromSeconds(30))
                {
                    Time.Advance(pause);
                }

                return Api.HasCall;
            },
            "the informer calls again",
            TestContext.Current.CancellationToken);
        return await Api.NextAsync(expected);
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _client.Dispose();
        Api.Dispose();
        _stop.Dispose();
    }
}
