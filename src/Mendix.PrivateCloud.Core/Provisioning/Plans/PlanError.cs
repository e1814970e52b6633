namespace Mendix.PrivateCloud.Provisioning.Plans;

/// <summary>One fault of a plan.</summary>
/// <param name="Field">Wire name of the field; empty when the fault is between fields.</param>
/// <param name="Problem">What is wrong with the value.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record PlanError(string Field, string Problem, string Remedy)
{
    /// <summary><c>field: problem. Remedy.</c></summary>
    public override string ToString() => Field.Length == 0 ? $"{Problem} {Remedy}" : $"{Field}: {Problem} {Remedy}";
}
