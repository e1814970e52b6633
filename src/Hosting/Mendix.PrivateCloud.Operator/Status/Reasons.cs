namespace Mendix.PrivateCloud.Operator.Status;

/// <summary>The causes that conditions and events name. Scripts compare them, so they do not change.</summary>
internal static class Reasons
{
    public const string Ready = "Ready";
    public const string Processing = "Processing";
    public const string Deleting = "Deleting";
    public const string Waiting = "Waiting";
    public const string Stopped = "Stopped";

    public const string InvalidName = "InvalidName";
    public const string MissingField = "MissingField";
    public const string InvalidField = "InvalidField";
    public const string NotSupported = "NotSupported";

    public const string KindMissing = "KindMissing";
    public const string Rejected = "Rejected";
    public const string CertificateMissing = "CertificateMissing";

    public const string UnknownPlan = "UnknownPlan";
    public const string WrongPlanCategory = "WrongPlanCategory";
    public const string PlanCannotChange = "PlanCannotChange";
    public const string PlanInvalid = "PlanInvalid";
    public const string PlanCheckFailed = "PlanCheckFailed";
    public const string TooManyReplicas = "TooManyReplicas";
    public const string NameStillInUse = "NameStillInUse";

    public const string PlanInUse = "PlanInUse";
    public const string Provisioned = "Provisioned";
    public const string ProvisioningFailed = "ProvisioningFailed";
    public const string ProvisioningRetried = "ProvisioningRetried";
    public const string Rotating = "Rotating";
    public const string RotationFailed = "RotationFailed";
    public const string DeprovisioningFailed = "DeprovisioningFailed";
    public const string Conflict = "Conflict";
    public const string Refused = "Refused";
    public const string Retried = "Retried";

    public const string Built = "Built";
    public const string Building = "Building";
    public const string BuildRetried = "BuildRetried";
    public const string BuildFailed = "BuildFailed";

    public const string RollingOut = "RollingOut";
    public const string RolloutFailed = "RolloutFailed";
    public const string RolloutStopped = "RolloutStopped";
    public const string Paused = "Paused";
    public const string InvalidConfiguration = "InvalidConfiguration";
    public const string MissingConfiguration = "MissingConfiguration";
    public const string ImageNotPulled = "ImageNotPulled";
    public const string ContainerNotCreated = "ContainerNotCreated";
    public const string AppCrashes = "AppCrashes";
    public const string OutOfMemory = "OutOfMemory";
    public const string Unschedulable = "Unschedulable";
    public const string MissingCredentials = "MissingCredentials";
    public const string External = "External";
}
