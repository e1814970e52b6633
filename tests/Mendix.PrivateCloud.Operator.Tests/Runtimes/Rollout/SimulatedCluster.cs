using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Runtimes.Pods;
using Mendix.PrivateCloud.Operator.Runtimes.Rollout;

namespace Mendix.PrivateCloud.Operator.Tests.Runtimes.Rollout;

/// <summary>
/// What acts upon an environment's workload besides the operator, one small step at a time and in any order: the Deployment controller
/// with its documented bounds, the nodes, and the reconciler of the Service. It watches that nobody sees what must never be.
/// </summary>
internal sealed class SimulatedCluster
{
    private readonly List<SimulatedPod> _pods = [];
    private readonly Dictionary<string, Deployment> _deployments = [];
    private readonly Runtime _runtime = new()
    {
        Metadata = new ObjectMeta { Namespace = "apps", Name = "crm", Uid = "uid" },
        Status = new RuntimeStatus(),
    };

    private string? _selected;
    private int _names;
    private long _clock;
    private long _lastOperated;

    /// <summary>Whether somebody must be served at every moment.</summary>
    public bool IsServing { get; set; }

    /// <summary>Whether the nodes do not get new pods ready.</summary>
    public bool IsStuck { get; set; }

    public RuntimeSpec Spec { get => _runtime.Spec!; set => _runtime.Spec = value; }

    public IReadOnlyList<SimulatedPod> Pods => _pods;

    public string? Selected => _selected;

    public int Replicas(string nodeType) => _deployments.GetValueOrDefault(nodeType)?.Spec?.Replicas ?? 0;

    public bool Has(string nodeType) => _deployments.ContainsKey(nodeType);

    /// <summary>One step of somebody, drawn by lot.</summary>
    public void Step(Random lot)
    {
        _clock++;
        switch (lot.Next(5))
        {
            case 0:
                Operate();
                break;
            case 1:
                _selected = _runtime.Status!.TrafficRevision;
                break;
            case 2:
                foreach (var deployment in _deployments.Values.ToList())
                {
                    Control(deployment);
                }

                break;
            case 3 when _pods.Where(pod => !pod.IsEnding && !pod.IsReady).ToList() is { Count: > 0 } waiting && !IsStuck:
                waiting[lot.Next(waiting.Count)].ReadySince = _clock;
                break;
            default:
                _pods.RemoveAll(pod => pod.IsEnding && lot.Next(2) == 0);
                break;
        }

        Check();
    }

    public void Operate()
    {
        foreach (var (nodeType, deployment) in _deployments)
        {
            deployment.Status = StatusOf(deployment, nodeType);
        }

        var seen = new RolloutView
        {
            Master = _deployments.GetValueOrDefault(Labels.Master),
            Worker = _deployments.GetValueOrDefault(Labels.Worker),
            Pods = [.. _pods.Select(pod => pod.ToPod())],
            Service = new Service { Spec = new ServiceSpec { Selector = _selected is null ? [] : new() { [Labels.Revision] = _selected } } },
            TrafficRevision = _runtime.Status!.TrafficRevision,
        };
        var plan = RolloutPlan.Make(_runtime, nodeType => PodTemplateRenderer.Render(Spec, nodeType, "digest", SecretSource.None, null), seen);
        Apply(Labels.Worker, plan.Worker);
        Apply(Labels.Master, plan.Master);
        if (plan.IsWorkerObsolete && _deployments.Remove(Labels.Worker))
        {
            _pods.Where(pod => pod.NodeType == Labels.Worker).ToList().ForEach(pod => pod.IsEnding = true);
        }

        _runtime.Status.TrafficRevision = plan.TrafficRevision;
        _lastOperated = _clock;
    }

    private void Apply(string nodeType, Deployment? wanted)
    {
        if (wanted is not null)
        {
            _deployments[nodeType] = wanted;
        }
    }

    // The bounds are those of the Deployment; a new pod counts when the seconds have passed in which the Service can be switched over.
    private void Control(Deployment deployment)
    {
        var (nodeType, revision, replicas) = (deployment.Spec!.Selector!.MatchLabels![Labels.NodeType], Revision.In(deployment)!, deployment.Spec.Replicas!.Value);
        var mine = _pods.Where(pod => pod.NodeType == nodeType).ToList();
        var current = mine.Where(pod => !pod.IsEnding && pod.Revision == revision).ToList();
        var old = mine.Where(pod => !pod.IsEnding && pod.Revision != revision).ToList();
        if (deployment.Spec.Strategy!.Type == "Recreate")
        {
            old.ForEach(pod => pod.IsEnding = true);
            if (mine.All(pod => pod.Revision == revision))
            {
                Scale(deployment, current, replicas);
            }

            return;
        }

        var (surge, missing) = (Share.Of(deployment.Spec.Strategy.RollingUpdate!.MaxSurge!.Value, replicas)!.Value, Share.Of(deployment.Spec.Strategy.RollingUpdate.MaxUnavailable!.Value, replicas)!.Value);
        if (current.Count != replicas && current.Count + old.Count < replicas + surge)
        {
            Scale(deployment, current, replicas);
        }
        else if (old.Count > 0 && current.Count(IsAvailable) + old.Count(pod => pod.IsReady) > replicas - missing)
        {
            old.OrderBy(pod => pod.IsReady).First().IsEnding = true;
        }
        else if (current.Count > replicas)
        {
            Scale(deployment, current, replicas);
        }
    }

    private bool IsAvailable(SimulatedPod pod) => pod.IsReady && pod.ReadySince < _lastOperated && _selected == _runtime.Status!.TrafficRevision;

    private void Scale(Deployment deployment, List<SimulatedPod> current, int replicas)
    {
        if (current.Count > replicas)
        {
            current[^1].IsEnding = true;
        }
        else if (current.Count < replicas)
        {
            var template = deployment.Spec!.Template!;
            _pods.Add(new SimulatedPod($"pod-{_names++}", template.Metadata!.Labels![Labels.NodeType], template.Metadata.Labels[Labels.Revision], Revision.ImageOf(template.Spec)!));
        }
    }

    private DeploymentStatus StatusOf(Deployment deployment, string nodeType)
    {
        var mine = _pods.Where(pod => pod.NodeType == nodeType && !pod.IsEnding).ToList();
        return new DeploymentStatus
        {
            ObservedGeneration = deployment.Metadata.Generation ?? 0,
            Replicas = mine.Count,
            UpdatedReplicas = mine.Count(pod => pod.Revision == Revision.In(deployment)),
            ReadyReplicas = mine.Count(pod => pod.IsReady),
            AvailableReplicas = mine.Count(pod => pod.IsReady),
        };
    }

    private void Check()
    {
        var images = _pods.Select(pod => pod.Image).Distinct().ToList();
        Assert.True(images.Count <= 1, $"Two images work on one database: {string.Join(", ", _pods)}");
        var served = _pods.Where(pod => pod.IsReady && !pod.IsEnding && (_selected is null || pod.Revision == _selected)).ToList();
        Assert.True(served.Select(pod => pod.Revision).Distinct().Count() <= 1, $"A client meets two revisions: {string.Join(", ", _pods)}");
        Assert.True(!IsServing || served.Count > 0, $"Nobody is served; {_selected} is selected of: {string.Join(", ", _pods)}");
    }
}
