using Mendix.PrivateCloud.Provisioners.Conformance.Faults;
using Mendix.PrivateCloud.Provisioners.Conformance.Recording;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Parts;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>One test's stay on the server: the process that hosts the provisioner, the tenants, and what was there before.</summary>
internal sealed partial class Scenario : IAsyncDisposable
{
    private static readonly TimeSpan CleaningTime = TimeSpan.FromSeconds(60);

    private readonly ConformanceFixture _fixture;
    private readonly CancellationToken _cancellation;
    private readonly TraceRecorder _traces;
    private readonly HashSet<Tenant> _tenants = [];
    private HostProcess _process;

    private Scenario(ConformanceFixture fixture, CancellationToken cancellationToken)
    {
        _fixture = fixture;
        _cancellation = cancellationToken;
        _traces = new TraceRecorder(Evidence);
        Secrets.Add(fixture.Plan);
        _process = new HostProcess(fixture, Evidence);
        Plan = Provisioner.BindPlan(fixture.Plan);
    }

    public Evidence Evidence { get; } = new();

    public SecretSearch Secrets { get; } = new();

    /// <summary>What was on the server when the test began.</summary>
    public Inventory Before { get; private set; } = new([]);

    public IStorageProvisioner Provisioner => _process.Provisioner;

    /// <summary>The plan that works.</summary>
    public object Plan { get; private set; }

    public static async Task<Scenario> StartAsync(ConformanceFixture fixture, CancellationToken cancellationToken)
    {
        var scenario = new Scenario(fixture, cancellationToken);
        try
        {
            scenario.Before = await scenario.LookAsync();
            return scenario;
        }
        catch
        {
            await scenario._process.DisposeAsync();
            scenario._traces.Dispose();
            throw;
        }
    }

    public static Tenant NewTenant(string environment = "crm", string @namespace = "apps") => new(@namespace, environment, Guid.NewGuid().ToString("N"));

    /// <summary>The process ends and another one takes over.</summary>
    public async Task RestartAsync()
    {
        await _process.DisposeAsync();
        _process = new HostProcess(_fixture, Evidence);
        Plan = Provisioner.BindPlan(_fixture.Plan);
    }

    public async Task<RuntimeSettings> ProvisionAsync(
        Tenant tenant, IEffectObserver? observer = null, object? plan = null, CancellationToken? cancellationToken = null)
    {
        lock (_tenants)
        {
            _tenants.Add(tenant);
        }

        var settings = await Provisioner.ProvisionAsync(plan ?? Plan, tenant, observer ?? EffectObserver.None, cancellationToken ?? _cancellation);
        Secrets.Add(settings);
        return settings;
    }

    public Task DeprovisionAsync(Tenant tenant, IEffectObserver? observer = null, object? plan = null, CancellationToken? cancellationToken = null) =>
        Provisioner.DeprovisionAsync(plan ?? Plan, tenant, observer ?? EffectObserver.None, cancellationToken ?? _cancellation);

    public async Task<Inventory> LookAsync() => Inventory.Of(await _fixture.InventoryAsync(_cancellation));

    /// <summary>Fails unless the server is as expected, now or within the fixture's patience.</summary>
    public async Task ExpectAsync(Inventory expected, string wants, string when, string remedy)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        var actual = await LookAsync();
        while (!actual.Same(expected) && waited.Elapsed < _fixture.Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), _cancellation);
            actual = await LookAsync();
        }

        if (!actual.Same(expected))
        {
            Break(wants, $"{when}, the server differs:\n              {expected.Difference(actual)}", remedy);
        }
    }

    /// <summary>Fails with a message that holds no secret.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public void Break(string wants, string found, string remedy) => Broken.Contract(wants, Secrets.Clean(found), remedy);

    /// <summary>Runs a verb that should fail, and returns how.</summary>
    public async Task<Exception?> FailureOfAsync(Func<Task> verb)
    {
        try
        {
            await verb();
            return null;
        }
        catch (Exception exception) when (!_cancellation.IsCancellationRequested)
        {
            Evidence.Add("an exception", exception);
            return exception;
        }
    }

    /// <summary>Lets the process die at a point of a verb, and starts another one.</summary>
    /// <returns>Whether the verb came to that point.</returns>
    public async Task<bool> CrashAsync(Func<IEffectObserver, Task> verb, int point)
    {
        var trap = new EffectTrap(point, () => throw new ProcessDiedException());
        var failure = await FailureOfAsync(() => verb(trap));
        if (trap.HasSprung ? failure is not ProcessDiedException : failure is not null)
        {
            Break(
                "an exception of the observer stops the verb and reaches its caller as it is.",
                trap.HasSprung ? $"{trap.Place} the observer threw, and the verb {Outcome(failure)}." : $"without any disturbance the verb {Outcome(failure)}.",
                "Derive from StorageProvisioner, or let exceptions of IEffectObserver pass without catching or wrapping them.");
        }

        await RestartAsync();
        return trap.HasSprung;
    }

    public static string Outcome(Exception? failure) => failure switch
    {
        null => "succeeded",
        ProvisioningException known => $"failed as {known.Kind}: {known.Message}",
        _ => $"threw {failure.GetType().Name}: {failure.Message}",
    };

    public async ValueTask DisposeAsync()
    {
        try
        {
            await CleanAsync();
        }
        finally
        {
            await _process.DisposeAsync();
            _traces.Dispose();
        }
    }

    // After a test that failed: the next one should not have to suffer from it.
    private async Task CleanAsync()
    {
        using var time = new CancellationTokenSource(CleaningTime);
        try
        {
            if (Before.Same(Inventory.Of(await _fixture.InventoryAsync(time.Token))))
            {
                return;
            }

            await RestartAsync();
            foreach (var tenant in _tenants)
            {
                await Provisioner.DeprovisionAsync(Plan, tenant, EffectObserver.None, time.Token);
            }
        }
        catch (Exception)
        {
            // What the test itself says is the news; a provisioner that is wrong cannot be relied upon to clean up.
        }
    }
}
