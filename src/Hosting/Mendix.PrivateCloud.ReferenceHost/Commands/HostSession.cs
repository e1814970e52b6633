using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.ReferenceHost.Clusters;
using Mendix.PrivateCloud.ReferenceHost.Environments;
using Mendix.PrivateCloud.ReferenceHost.Manifests;
using Mendix.PrivateCloud.ReferenceHost.Output;
using Microsoft.Extensions.Logging;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>One run of the host: manifests, cluster, definitions, operator, and then the environments until it is told to stop.</summary>
internal sealed class HostSession(HostOptions options, IDisplay display, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly Steps _steps = new(display, time);
    private readonly EnvironmentBoard _board = new(time);
    private ClusterFacts? _cluster;
    private IReadOnlyList<EnvironmentName> _applied = [];
    private bool _hasConcluded;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var files = ManifestFiles.Of(options);
            var batch = await ManifestFiles.ReadAsync(files, cancellationToken);
            using var loggers = HostLogging.Create(options);
            await using var connection = await ConnectAsync(loggers, cancellationToken);
            return await RunOnAsync(connection, batch, loggers, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Conclude(ExitCodes.Interrupted, [new HostProblem("Stopped before all environments were Ready.")]);
            display.Tell("Stopped");
            return ExitCodes.Interrupted;
        }
        catch (HostException exception)
        {
            return Conclude(exception.ExitCode, exception.Problems);
        }
        catch (KubernetesException exception)
        {
            return Conclude(ExitCodes.ClusterUnusable, [new HostProblem(exception.Message)]);
        }
    }

    private Task<ClusterConnection> ConnectAsync(ILoggerFactory loggers, CancellationToken cancellationToken) =>
        options.UsesRealCluster
            ? _steps.RunAsync(
                "Connecting to the cluster",
                () => RealCluster.ConnectAsync(options, cancellationToken),
                cluster => $"Connected to {cluster.Facts.Server}, namespace {cluster.Facts.Namespace}")
            : _steps.RunAsync(
                "Starting the embedded cluster",
                () => EmbeddedCluster.StartAsync(options, loggers, time, cancellationToken),
                cluster => $"Started the embedded cluster at {cluster.Facts.Server}");

    private async Task<int> RunOnAsync(ClusterConnection connection, ManifestBatch batch, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        _cluster = connection.Facts;
        if (connection.Facts is { IsEmbedded: true, KubeConfigFile: { } kubeConfig } && !options.Once)
        {
            display.Tell($"Wrote {kubeConfig} for kubectl");
        }

        await _steps.RunAsync(
            "Installing the custom resource definitions",
            () => new CustomResourceInstaller(connection.Client, time).InstallAsync(cancellationToken),
            done => done);
        var manifests = Complete(batch, connection.Facts.Namespace);
        await ApplyAsync(connection, manifests, cancellationToken);

        IReadOnlyList<string> namespaces = connection.Facts.IsEmbedded
            ? []
            : [.. Namespaces.Needed(manifests).Append(connection.Facts.Namespace).Distinct(StringComparer.Ordinal)];
        await using var operation = await _steps.RunAsync(
            "Starting the operator", () => RunningOperator.StartAsync(connection, namespaces, options.MonitoringPort, loggers, time, cancellationToken), _ => null);
        return await FollowAsync(new EnvironmentWatcher(connection.Client, namespaces), operation, cancellationToken);
    }

    private List<HostManifest> Complete(ManifestBatch batch, string namespaceName)
    {
        foreach (var warning in batch.Warnings)
        {
            display.Warn(warning.ToString());
        }

        var added = options.Postgres is { } server ? PostgresManifests.Of(server, namespaceName) : [];
        return [.. batch.Manifests.Select(manifest => manifest.WithNamespace(namespaceName)), .. added];
    }

    private async Task ApplyAsync(ClusterConnection connection, List<HostManifest> manifests, CancellationToken cancellationToken)
    {
        var needed = Namespaces.Needed(manifests);
        await (connection.Facts.IsEmbedded
            ? Namespaces.CreateAsync(connection.Client, needed, cancellationToken)
            : Namespaces.RequireAsync(connection.Client, needed, cancellationToken));
        var origins = string.Join(", ", manifests.Select(manifest => manifest.Origin).Distinct(StringComparer.Ordinal).Select(ManifestFiles.Display));
        _applied = await _steps.RunAsync(
            "Applying the manifests",
            () => new ManifestApplier(connection.Client).ApplyAsync(manifests, cancellationToken),
            _ => manifests.Count == 0 ? null : $"Applied {manifests.Count} objects from {origins}");
    }

    private async Task<int> FollowAsync(EnvironmentWatcher watcher, RunningOperator operation, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, operation.Stopped);
        var watching = watcher.RunAsync(ending.Token);
        var follower = new EnvironmentFollower(watcher.Observations, _board, time);
        try
        {
            var exitCode = await UntilDecidedAsync(follower, watcher, ending.Token);
            if (!options.Once)
            {
                await display.FollowAsync(show => follower.FollowAsync(show, _ => false, ending.Token));
            }

            return exitCode;
        }
        catch (OperationCanceledException) when (operation.Stopped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HostException(ExitCodes.NotReady, "The operator stopped by itself. Run with --verbose to see why.");
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
            {
                display.TellBegun("Stopping");
            }

            await ending.CancelAsync();
            await watching;
        }
    }

    private async Task<int> UntilDecidedAsync(EnvironmentFollower follower, EnvironmentWatcher watcher, CancellationToken cancellationToken)
    {
        var judge = new ReadinessJudge(_applied, ReadinessJudge.DefaultPatience);
        var verdict = Readiness.Waiting;
        if (_applied.Count > 0)
        {
            display.TellBegun(options.Once ? "Waiting until all is Ready" : "Waiting until all is Ready; Ctrl-C stops");
        }

        using var patience = options.Once ? new CancellationTokenSource(options.Timeout, time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await display.FollowAsync(show => follower.FollowAsync(show, IsDecided, either.Token));
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Time is up: what is not Ready now is the answer.
        }

        IEnumerable<HostProblem> reasons = verdict == Readiness.Ready ? [] : Wording.Reasons(_applied, _board.Trees()).Select(reason => new HostProblem(reason));
        return Conclude(verdict == Readiness.Ready ? ExitCodes.Ready : ExitCodes.NotReady, [.. reasons]);

        bool IsDecided(IReadOnlyList<ResourceNode> trees)
        {
            if (watcher.Refusal is { } refusal)
            {
                throw refusal;
            }

            verdict = watcher.HasSynced ? judge.Judge(trees) : Readiness.Waiting;
            return verdict == Readiness.Ready || (verdict == Readiness.Hopeless && options.Once);
        }
    }

    private int Conclude(int exitCode, IReadOnlyList<HostProblem> problems)
    {
        if (!_hasConcluded)
        {
            _hasConcluded = true;
            display.Conclude(new HostReport
            {
                ExitCode = exitCode,
                IsServing = !options.Once && exitCode == ExitCodes.Ready,
                Elapsed = time.GetElapsedTime(_start),
                // What ends now cannot be reached any more.
                Cluster = _cluster is { IsEmbedded: true } && options.Once ? _cluster with { KubeConfigFile = null } : _cluster,
                Applied = _applied,
                Environments = _board.Trees(),
                Problems = problems,
            });
        }

        return exitCode;
    }
}
