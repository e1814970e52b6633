using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.LocalCluster;
using Mendix.PrivateCloud.Testing.Time;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Leases;

/// <summary>Candidates in virtual time, with a real lease in a LocalCluster.</summary>
public sealed class LeaderElectorTests : IAsyncLifetime
{
    private readonly VirtualTimeProvider _time = new();
    private readonly List<Candidate> _candidates = [];
    private LocalClusterServer _cluster = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await LocalClusterServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _http = _cluster.CreateHttpClient();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var candidate in _candidates)
        {
            await candidate.DisposeAsync();
        }

        _http.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task One_leads_and_the_next_takes_over_at_once_when_it_stops()
    {
        var first = NewCandidate("first");
        await first.LeadsAsync();
        var second = NewCandidate("second");
        await AdvanceAsync(() => second.Elector.Leader == "first");
        Assert.False(second.Elector.IsLeader);

        await first.StopAsync();
        Assert.False(first.Elector.IsLeader);
        var before = _time.Elapsed;
        await AdvanceAsync(() => second.Elector.IsLeader);
        // Released, so nobody waits until it expires.
        Assert.InRange(_time.Elapsed - before, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        Assert.Equal(1, (await ReadAsync()).Spec!.LeaseTransitions);
    }

    [Fact]
    public async Task A_leader_that_vanishes_is_waited_for_until_its_lease_expires()
    {
        var first = NewCandidate("first");
        await first.LeadsAsync();
        first.Net.IsCut = true;
        var second = NewCandidate("second");
        var led = false;
        await AdvanceAsync(() => second.Elector.IsLeader, () =>
        {
            // At no moment do both lead.
            Assert.False(first.Elector.IsLeader && second.Elector.IsLeader);
            led |= first.Elector.IsLeader;
        });
        Assert.True(led);
        await first.Ended;
        Assert.Equal("second", (await ReadAsync()).Spec!.HolderIdentity);
    }

    [Fact]
    public async Task A_leader_that_cannot_renew_is_stopped_before_the_deadline_and_leads_again_later()
    {
        var only = NewCandidate("only");
        await only.LeadsAsync();
        only.Net.IsCut = true;
        var before = _time.Elapsed;
        await AdvanceAsync(() => only.Ended.IsCompleted);
        Assert.InRange(_time.Elapsed - before, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(12));
        only.Net.IsCut = false;
        await AdvanceAsync(() => only.Elector.IsLeader);
        Assert.Equal(2, only.Terms);
    }

    [Fact]
    public async Task A_leader_renews_for_as_long_as_it_works()
    {
        var only = NewCandidate("only");
        await only.LeadsAsync();
        var first = (await ReadAsync()).Spec!;
        var until = _time.Elapsed + TimeSpan.FromMinutes(2);
        await AdvanceAsync(() => _time.Elapsed > until);
        Assert.True(only.Elector.IsLeader);
        var last = (await ReadAsync()).Spec!;
        Assert.Equal(first.AcquireTime, last.AcquireTime);
        Assert.True(last.RenewTime - first.RenewTime > TimeSpan.FromSeconds(100));
        Assert.Equal(15, last.LeaseDurationSeconds);
    }

    [Fact]
    public async Task A_leader_that_takes_long_to_stop_renews_until_its_work_has_ended()
    {
        var first = NewCandidate("first");
        var working = new TaskCompletionSource();
        first.Farewell = working.Task;
        await first.LeadsAsync();
        var second = NewCandidate("second");
        await AdvanceAsync(() => second.Elector.Leader == "first");

        var stopping = first.StopAsync();
        var until = _time.Elapsed + TimeSpan.FromMinutes(1);
        await AdvanceAsync(() => _time.Elapsed > until, () => Assert.False(second.Elector.IsLeader));

        working.SetResult();
        await stopping;
        await AdvanceAsync(() => second.Elector.IsLeader);
    }

    [Fact]
    public async Task A_leader_that_slept_through_the_end_of_its_term_knows_before_its_timers_do()
    {
        var only = NewCandidate("only");
        await only.LeadsAsync();

        _time.Skip(TimeSpan.FromSeconds(11));

        Assert.False(only.Elector.IsLeader);
        Assert.False(only.Ended.IsCompleted);
    }

    [Fact]
    public async Task Work_that_ends_or_fails_by_itself_releases_the_lease()
    {
        using var client = NewClient(new CuttableNet(_http));
        var elector = new LeaderElector(client, Options("brief"));
        await elector.RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken);
        Assert.Equal("", (await ReadAsync()).Spec!.HolderIdentity);
        await Assert.ThrowsAsync<InvalidDataException>(() => elector.RunAsync(_ => throw new InvalidDataException(), TestContext.Current.CancellationToken));
        Assert.Equal("", (await ReadAsync()).Spec!.HolderIdentity);
    }

    [Fact]
    public async Task Work_that_was_given_up_on_and_goes_on_leaves_the_lease_to_run_out()
    {
        using var client = NewClient(new CuttableNet(_http));
        await new LeaderElector(client, Options("stuck")).RunAsync(_ => Task.FromResult(false), TestContext.Current.CancellationToken);
        Assert.Equal("stuck", (await ReadAsync()).Spec!.HolderIdentity);

        var next = NewCandidate("next");
        var since = _time.Elapsed;
        await AdvanceAsync(() => next.Elector.IsLeader);
        Assert.InRange(_time.Elapsed - since, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(18));
    }

    [Theory]
    [InlineData(10, 10, 2)]
    [InlineData(15, 2, 2)]
    [InlineData(15, 10, 0)]
    public void Times_that_do_not_fit_together_are_refused(int lease, int renew, int retry)
    {
        using var client = NewClient(new CuttableNet(_http));
        var options = Options("x");
        (options.LeaseDuration, options.RenewDeadline, options.RetryPeriod) = (TimeSpan.FromSeconds(lease), TimeSpan.FromSeconds(renew), TimeSpan.FromSeconds(retry));
        Assert.Throws<ArgumentException>(() => new LeaderElector(client, options));
    }

    private async Task AdvanceAsync(Func<bool> until, Action? check = null) =>
        await Eventually.TrueAsync(
            () =>
            {
                check?.Invoke();
                if (until())
                {
                    return true;
                }

                // Small steps, and only while no call is under way, so that no time passes during a call.
                if (_candidates.TrueForAll(candidate => candidate.Net.InFlight == 0) && _time.UntilNextTimer is { } next)
                {
                    _time.Advance(next < TimeSpan.FromMilliseconds(100) ? next : TimeSpan.FromMilliseconds(100));
                }

                return false;
            },
            "leadership is as expected",
            TestContext.Current.CancellationToken);

    private async Task<Lease> ReadAsync()
    {
        using var client = new KubernetesClient(_http);
        return await client.GetAsync<Lease>("default", "operator", TestContext.Current.CancellationToken);
    }

    private Candidate NewCandidate(string identity)
    {
        var net = new CuttableNet(_http);
        var candidate = new Candidate(new LeaderElector(NewClient(net), Options(identity)), net);
        _candidates.Add(candidate);
        return candidate;
    }

    private KubernetesClient NewClient(CuttableNet net) =>
        new(new HttpClient(net) { BaseAddress = _http.BaseAddress, Timeout = Timeout.InfiniteTimeSpan }, new KubernetesClientOptions { MaxRetries = 0 }, _time);

    private static LeaderElectorOptions Options(string identity) => new() { Namespace = "default", LeaseName = "operator", Identity = identity };

    private sealed class Candidate : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _running;

        public Candidate(LeaderElector elector, CuttableNet net)
        {
            Elector = elector;
            Net = net;
            _running = elector.RunAsync(LeadAsync, _stop.Token);
        }

        public LeaderElector Elector { get; }

        public CuttableNet Net { get; }

        public int Terms { get; private set; }

        /// <summary>What its work still does after it was told to stop.</summary>
        public Task Farewell { get; set; } = Task.CompletedTask;

        /// <summary>The end of the first term.</summary>
        public Task Ended => _ended.Task;

        public Task LeadsAsync() => Eventually.TrueAsync(() => Elector.IsLeader, "it leads", TestContext.Current.CancellationToken);

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _running;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _stop.Dispose();
        }

        private async Task LeadAsync(CancellationToken cancellationToken)
        {
            Terms++;
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                await Farewell;
                _ended.TrySetResult();
            }
        }
    }

    private sealed class CuttableNet(HttpClient target) : HttpMessageHandler
    {
        private int _inFlight;

        public bool IsCut { get; set; }

        public int InFlight => Volatile.Read(ref _inFlight);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsCut)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError, "cut");
            }

            Interlocked.Increment(ref _inFlight);
            try
            {
                using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
                return await target.SendAsync(copy, HttpCompletionOption.ResponseContentRead, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _inFlight);
            }
        }
    }
}
