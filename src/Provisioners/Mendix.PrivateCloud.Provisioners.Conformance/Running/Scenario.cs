using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Mendix.PrivateCloud.Provisioners.Conformance.Recording;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>One test's stay on the server: the process that hosts the provisioner, the tenants, and what was there before.</summary>
internal sealed partial class Scenario : IAsyncDisposable
{
    private static readonly TimeSpan CleaningTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly ConformanceFixture _fixture;
    private readonly CancellationToken _testEnds;
    private readonly TraceRecorder _traces;
    private HostProcess _process;

    private Scenario(ConformanceFixture fixture, CancellationToken testEnds)
    {
        _fixture = fixture;
        _testEnds = testEnds;
        _traces = new TraceRecorder(Evidence);
        Secrets.Add(fixture.Plan);
        _process = new HostProcess(fixture, Evidence);
        Plan = Provisioner.BindPlan(fixture.Plan);
        Verbs = new Verbs(this, testEnds);
    }

    public Evidence Evidence { get; } = new();

    public SecretSearch Secrets { get; } = new();

    /// <summary>What was on the server when the test began.</summary>
    public Inventory Before { get; private set; } = new([]);

    /// <summary>What the test has done so far, for its messages: <c>after a crash at point 3</c>.</summary>
    public string Moment { get; set; } = "to begin with";

    public IStorageProvisioner Provisioner => _process.Provisioner;

    /// <summary>The plan that works.</summary>
    public object Plan { get; private set; }

    /// <summary>The verbs that may fail; those of the scenario itself must not.</summary>
    public Verbs Verbs { get; }

    public static async Task<Scenario> StartAsync(ConformanceFixture fixture, CancellationToken testEnds)
    {
        var scenario = new Scenario(fixture, testEnds);
        try
        {
            scenario.Before = await scenario.LookAsync();
            return scenario;
        }
        catch
        {
            await scenario.CloseAsync();
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

    public async Task<Inventory> LookAsync() => Inventory.Of(await _fixture.InventoryAsync(_testEnds));

    /// <summary>Fails unless the server is as expected, now or within the fixture's patience.</summary>
    public async Task ExpectAsync(Inventory expected, string wants, string when, string remedy)
    {
        var actual = expected;
        if (!await EventuallyAsync(async () => (actual = await LookAsync()).Same(expected)))
        {
            Break(wants, $"{when}, the server differs:\n              {expected.Difference(actual)}", remedy);
        }
    }

    /// <summary>Fails with a message that holds no secret.</summary>
    [DoesNotReturn]
    public void Break(string wants, string found, string remedy) => Broken.Contract(wants, Secrets.Clean(found), remedy);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await CleanAsync();
        }
        finally
        {
            await CloseAsync();
        }
    }

    private async Task<bool> EventuallyAsync(Func<Task<bool>> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(began) >= _fixture.Patience)
            {
                return false;
            }

            await Task.Delay(BetweenLooks, _testEnds);
        }

        return true;
    }

    // For the sake of the next test; after a test that passed there is at most a tenant to remove.
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
            foreach (var tenant in Verbs.Tenants)
            {
                await Verbs.DeprovisionAsync(tenant, cancellationToken: time.Token);
            }
        }
        catch (Exception)
        {
            // What the test itself says is the news; a provisioner that is wrong cannot be relied upon to clean up.
        }
    }

    private async ValueTask CloseAsync()
    {
        await _process.DisposeAsync();
        _traces.Dispose();
    }
}
