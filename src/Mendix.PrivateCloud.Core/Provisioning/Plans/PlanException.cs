namespace Mendix.PrivateCloud.Provisioning.Plans;

/// <summary>A plan is wrong. All its faults are told at once.</summary>
public sealed class PlanException : ProvisioningException
{
    /// <summary>Collects the faults of a plan.</summary>
    /// <param name="errors">At least one.</param>
    public PlanException(IReadOnlyList<PlanError> errors)
        : base(FailureKind.Configuration, "The plan is not valid.", string.Join(" ", errors ?? throw new ArgumentNullException(nameof(errors)))) =>
        Errors = errors;

    /// <summary>The faults.</summary>
    public IReadOnlyList<PlanError> Errors { get; }
}
