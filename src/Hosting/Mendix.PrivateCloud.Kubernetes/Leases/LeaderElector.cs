using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// Lets one of several processes lead, by a Lease. A leader that cannot renew is told to stop before the Lease can be taken by another;
/// one that stops by itself releases it, so that the next one need not wait.
/// </summary>
/// <remarks>
/// The clocks of the candidates are never compared: a Lease counts as abandoned when this process has seen it unchanged for
/// <see cref="LeaderElectorOptions.LeaseDuration"/>.
/// </remarks>
public sealed partial class LeaderElector
{
    private readonly LeaderElectorOptions _options;
    private readonly LeaseClaim _claim;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile bool _isLeader;

    /// <summary>Makes a candidate.</summary>
    /// <param name="client">The client; its clock is used.</param>
    /// <param name="options">Which Lease, and how long.</param>
    /// <param name="logger">Hears of leadership won and lost. Default none.</param>
    /// <exception cref="ArgumentException">A name is missing, or the times do not fit together.</exception>
    public LeaderElector(KubernetesClient client, LeaderElectorOptions options, ILogger<LeaderElector>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _time = client.Time;
        _logger = logger ?? NullLogger<LeaderElector>.Instance;
        _claim = new LeaseClaim(client, options);
    }

    /// <summary>This candidate's name.</summary>
    public string Identity => _options.Identity;

    /// <summary>
    /// Whether this candidate leads at the moment. By the clock, so a process that wakes up after its term knows before anything told it.
    /// </summary>
    public bool IsLeader => _isLeader && _time.GetElapsedTime(_claim.RenewedAt) < _options.RenewDeadline;

    /// <summary>Who held the Lease when it was last looked at; <see langword="null"/> for nobody, or before the first look.</summary>
    public string? Leader => _claim.Holder;

    /// <summary>Waits for leadership, leads, and when leadership was lost, waits for it again; until cancelled.</summary>
    /// <param name="lead">
    /// The work of a leader. Its token is cancelled when leadership is lost or the elector stops, and it must then end at once; when it
    /// ends by itself, the elector releases the Lease and returns.
    /// </param>
    /// <param name="cancellationToken">Stops: the work first, then the Lease is released, then the method returns normally.</param>
    /// <exception cref="Exception">Whatever <paramref name="lead"/> throws, after the Lease was released.</exception>
    public Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lead);
        return RunAsync(WithAnEndAsync, cancellationToken);

        async Task<bool> WithAnEndAsync(CancellationToken leading)
        {
            await lead(leading).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>The same for work that may have to be given up on before it has ended.</summary>
    /// <param name="lead">
    /// The work of a leader, as above. It returns whether all of it has ended. Otherwise the Lease is left to run out instead of being
    /// released, because what still goes on must not do so beside another leader's work.
    /// </param>
    /// <param name="cancellationToken">Stops: the work first, then the Lease is released, then the method returns normally.</param>
    /// <exception cref="Exception">Whatever <paramref name="lead"/> throws, after the Lease was released.</exception>
    public async Task RunAsync(Func<CancellationToken, Task<bool>> lead, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lead);
        try
        {
            while (true)
            {
                await AcquireAsync(cancellationToken).ConfigureAwait(false);
                if (await LeadAsync(lead, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task AcquireAsync(CancellationToken cancellationToken)
    {
        while (!await TryClaimAsync(cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(Jitter.Between(_options.RetryPeriod, _options.RetryPeriod * 1.2), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>Whether the work ended by itself, rather than with leadership.</returns>
    private async Task<bool> LeadAsync(Func<CancellationToken, Task<bool>> lead, CancellationToken cancellationToken)
    {
        LogLeading(_logger, _options.LeaseName, Identity);
        using var leadership = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Not ended by the stop: work that is let end must not do so beside another leader's.
        using var renewal = new CancellationTokenSource();
        _isLeader = true;
        var renewing = RenewAsync(leadership, renewal.Token);
        var (finished, hasEnded) = (false, true);
        try
        {
            hasEnded = await lead(leadership.Token).ConfigureAwait(false);
            finished = !leadership.IsCancellationRequested;
        }
        catch (OperationCanceledException) when (leadership.IsCancellationRequested)
        {
            // It did what it was told to.
        }
        finally
        {
            _isLeader = false;
            await renewal.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
            await (hasEnded ? ReleaseAsync() : Task.CompletedTask).ConfigureAwait(false);
        }

        return finished;
    }

    /// <summary>Renews until told to stop; cancels leadership when that did not succeed for too long, or another one leads.</summary>
    private async Task RenewAsync(CancellationTokenSource leadership, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_options.RetryPeriod, _time, cancellationToken).ConfigureAwait(false);
                // Counted from before the last renewal that succeeded: that is what others have seen at the latest.
                var left = _options.RenewDeadline - _time.GetElapsedTime(_claim.RenewedAt);
                if (left <= TimeSpan.Zero || !await RenewWithinAsync(left, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }
            }

            _isLeader = false;
            LogLost(_logger, _options.LeaseName, Identity);
            await leadership.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    /// <returns>Whether this candidate may go on leading for now.</returns>
    private async Task<bool> RenewWithinAsync(TimeSpan left, CancellationToken cancellationToken)
    {
        using var limit = new AttemptLimit(left, _time, cancellationToken);
        try
        {
            return await TryClaimAsync(limit.Token).ConfigureAwait(false) || _claim.Holder == Identity;
        }
        catch (OperationCanceledException) when (limit.Expired)
        {
            return false;
        }
    }

    private async Task<bool> TryClaimAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _claim.TryClaimAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is KubernetesException or KubernetesConfigurationException)
        {
            LogClaimFailed(_logger, _options.LeaseName, exception.Message);
            return false;
        }
    }

    private async Task ReleaseAsync()
    {
        // The caller's token is cancelled by now; the release has a limit of its own.
        using var limit = new CancellationTokenSource(_options.RetryPeriod, _time);
        try
        {
            await _claim.ReleaseAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is KubernetesException or KubernetesConfigurationException or OperationCanceledException)
        {
            LogReleaseFailed(_logger, _options.LeaseName, exception.Message);
        }
    }
}
