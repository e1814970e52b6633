using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Runtimes.Rollout;

/// <summary>
/// The next step of a workload towards what is wanted: a pure function of what was seen, so that whoever was interrupted goes on where
/// things stand. A Deployment that is null is left as it is.
/// </summary>
internal sealed record RolloutPlan
{
    public Deployment? Master { get; init; }

    public Deployment? Worker { get; init; }

    public bool IsWorkerObsolete { get; init; }

    /// <summary>The pods that the Service should send requests to; null for all.</summary>
    public string? TrafficRevision { get; init; }

    /// <summary>What the wanted pods bear.</summary>
    public required string Revision { get; init; }

    /// <summary>Whether nothing is left to be done once what is there is ready.</summary>
    public bool IsLast { get; init; }

    /// <param name="runtime">What is wanted.</param>
    /// <param name="templateOf">The pods of a node type.</param>
    /// <param name="seen">What there is.</param>
    public static RolloutPlan Make(Runtime runtime, Func<string, PodTemplateSpec> templateOf, RolloutView seen)
    {
        var step = new Step(runtime, templateOf, seen);
        return step.IsRolling ? step.Roll() : step.Recreate();
    }

    private sealed class Step
    {
        private readonly Runtime _runtime;
        private readonly RolloutView _seen;
        private readonly string _revision;
        private readonly Func<string, PodTemplateSpec> _templateOf;
        private readonly int _masters;
        private readonly int _workers;

        public Step(Runtime runtime, Func<string, PodTemplateSpec> templateOf, RolloutView seen)
        {
            (_runtime, _templateOf, _seen) = (runtime, templateOf, seen);
            (_masters, _workers) = Replicas(runtime.Spec!);
            // Leader and others come from one wish, so they are of one revision.
            _revision = Rollout.Revision.Of(templateOf(Labels.Master));
            IsRolling = _runtime.Spec!.Replicas != 0 && IsChanging() && !RunsAnotherImage() && seen.Live.Any(RolloutView.IsReady);
        }

        /// <summary>Whether old and new pods run side by side: the image is the same, and there is somebody to serve meanwhile (documented).</summary>
        public bool IsRolling { get; }

        // A Service that cannot be changed must not keep anybody from getting new settings.
        private bool IsTrafficInPlace(string? wanted) => _seen.Service is null || Traffic.In(_seen.Service) == wanted;

        /// <summary>First the others, then the leader, each step only when the Service sends requests to pods that stay.</summary>
        public RolloutPlan Roll()
        {
            var traffic = Traffic.Decide(_runtime.Spec!, _seen, _revision);
            if (!IsTrafficInPlace(traffic))
            {
                return new RolloutPlan { Revision = _revision, TrafficRevision = traffic };
            }

            var isMastersTurn = _workers == 0 || IsComplete(_seen.Worker, Labels.Worker);
            return new RolloutPlan
            {
                Revision = _revision,
                TrafficRevision = traffic,
                Worker = _workers > 0 ? Render(Labels.Worker, _workers, isRolling: true) : null,
                Master = isMastersTurn ? Render(Labels.Master, _masters, isRolling: true) : null,
                IsWorkerObsolete = _workers == 0 && _seen.Worker is not null && IsComplete(_seen.Master, Labels.Master),
            };
        }

        /// <summary>Two images must not work on one database at a time: all old pods end before the first new one starts.</summary>
        public RolloutPlan Recreate()
        {
            var image = _runtime.Spec!.Image;
            bool IsOther(Pod pod) => Rollout.Revision.ImageOf(pod.Spec) != image;
            var workerEnds = _seen.Running.Any(pod => IsOther(pod) && RolloutView.NodeTypeOf(pod) == Labels.Worker);
            // A leader's Deployment that still names the old image may make one more pod of it.
            var anybodyEnds = _seen.Running.Any(IsOther) || (_seen.Master is { } master && Rollout.Revision.ImageOf(master.Spec?.Template?.Spec) != image);
            var workers = anybodyEnds ? 0 : _workers;
            var mustMasterWait = workerEnds && _seen.Master is not null;
            return new RolloutPlan
            {
                Revision = _revision,
                // Interrupted in the middle, there still are two kinds of pods until they end; a Deployment that is left as it is makes more.
                TrafficRevision = LiveRevisions().Append(mustMasterWait ? Rollout.Revision.In(_seen.Master) : null).OfType<string>().Distinct().Count() > 1
                    ? Traffic.Decide(_runtime.Spec!, _seen, _revision)
                    : null,
                IsLast = workers == _workers && !mustMasterWait && IsTrafficInPlace(null),
                Worker = workers > 0 || (_workers > 0 && _seen.Worker is not null) ? Render(Labels.Worker, workers, isRolling: false) : null,
                IsWorkerObsolete = _workers == 0 && _seen.Worker is not null,
                Master = mustMasterWait ? null : Render(Labels.Master, _masters, isRolling: false),
            };
        }

        private static (int Masters, int Workers) Replicas(RuntimeSpec spec)
        {
            var replicas = spec.Replicas ?? 1;
            return spec.LeaderSelection switch
            {
                LeaderSelections.Leaderless => (replicas, 0),
                LeaderSelections.None => (0, replicas),
                _ => (Math.Min(replicas, 1), Math.Max(replicas - 1, 0)),
            };
        }

        private IEnumerable<string?> LiveRevisions() => _seen.Live.Select(pod => Rollout.Revision.In(pod.Metadata));

        private bool IsChanging() =>
            new[] { _seen.Master, _seen.Worker }.Any(deployment => deployment is not null && Rollout.Revision.In(deployment) != _revision)
            || LiveRevisions().Any(revision => revision != _revision);

        // The Deployments too: the pods of a change that was written a moment ago are not there yet.
        private bool RunsAnotherImage()
        {
            var image = _runtime.Spec!.Image;
            return _seen.Running.Any(pod => Rollout.Revision.ImageOf(pod.Spec) != image)
                || new[] { _seen.Master, _seen.Worker }.Any(deployment => deployment is not null && Rollout.Revision.ImageOf(deployment.Spec?.Template?.Spec) != image);
        }

        private bool IsComplete(Deployment? deployment, string nodeType) =>
            deployment is not null && Rollout.Revision.In(deployment) == _revision && DeploymentVerdict.Of(deployment).IsReady
            && !_seen.Live.Any(pod => RolloutView.NodeTypeOf(pod) == nodeType && Rollout.Revision.In(pod.Metadata) != _revision);

        private Deployment Render(string nodeType, int replicas, bool isRolling)
        {
            var template = _templateOf(nodeType);
            template.Metadata!.Labels![Labels.Revision] = _revision;
            return DeploymentRenderer.Render(_runtime, nodeType, replicas, template, isRolling);
        }
    }
}
