namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>Something that a user asks for, from a state that is at rest to the next one that is.</summary>
/// <param name="Name">Names it in the names of cases.</param>
/// <param name="ArrangeAsync">Brings the environment to where the work begins. Never disturbed.</param>
/// <param name="ActAsync">What the user does.</param>
/// <param name="IsDoneAsync">Whether the operator has answered to it.</param>
public sealed record Workload(
    string Name, Func<FaultCase, Task> ArrangeAsync, Func<FaultCase, Task> ActAsync, Func<FaultCase, Task<bool>> IsDoneAsync)
{
    public override string ToString() => Name;
}
