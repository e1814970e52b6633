namespace Mendix.PrivateCloud.Operator.Tasks;

/// <summary>Whether a task pod is over.</summary>
internal enum TaskPodPhase
{
    Underway,
    Succeeded,
    Failed,
}
