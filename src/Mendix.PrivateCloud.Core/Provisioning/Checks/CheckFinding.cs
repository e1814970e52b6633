namespace Mendix.PrivateCloud.Provisioning.Checks;

/// <summary>One thing that a check looked at, or says that it could not look at.</summary>
/// <param name="Subject">What was looked at: <c>reachable</c>, <c>credentials</c>, or the name of a right.</param>
/// <param name="Failure">What is wrong; null when nothing wrong was seen.</param>
public sealed record CheckFinding(string Subject, ProvisioningException? Failure)
{
    /// <summary>Why it could not be looked at, as a sentence; null when it was.</summary>
    public string? NotCheckedReason { get; internal init; }

    /// <summary>Whether it was looked at and is as it should be.</summary>
    public bool Passed => Failure is null && NotCheckedReason is null;

    /// <summary><c>subject: passed</c>, what is wrong and what to do about it, or why it was not checked.</summary>
    public override string ToString() =>
        $"{Subject}: {Failure?.Message ?? (NotCheckedReason is null ? "passed" : $"not checked. {NotCheckedReason}")}";

    /// <summary>A finding that all is well.</summary>
    public static CheckFinding Pass(string subject) => new(subject, null);

    /// <summary>A finding that something is wrong until somebody changes it.</summary>
    public static CheckFinding Fail(string subject, string problem, string remedy) =>
        new(subject, new ProvisioningException(FailureKind.Configuration, problem, remedy));

    /// <summary>
    /// Says that this remains unknown, so that nobody takes silence for approval. It does not stand in a plan's way.
    /// </summary>
    /// <param name="subject">What could not be looked at.</param>
    /// <param name="reason">Why not, as a sentence; no secrets.</param>
    public static CheckFinding NotChecked(string subject, string reason) => new(subject, null) { NotCheckedReason = reason };
}
