namespace Mendix.PrivateCloud.Provisioning.Checks;

/// <summary>One thing that a check looked at.</summary>
/// <param name="Subject">What was looked at: <c>reachable</c>, <c>credentials</c>, or the name of a right.</param>
/// <param name="Failure">What is wrong; null when it is as it should be.</param>
public sealed record CheckFinding(string Subject, ProvisioningException? Failure)
{
    /// <summary>Whether it is as it should be.</summary>
    public bool Passed => Failure is null;

    /// <summary><c>subject: passed</c>, or what is wrong and what to do about it.</summary>
    public override string ToString() => $"{Subject}: {Failure?.Message ?? "passed"}";

    /// <summary>A finding that all is well.</summary>
    public static CheckFinding Pass(string subject) => new(subject, null);

    /// <summary>A finding that something is wrong until somebody changes it.</summary>
    public static CheckFinding Fail(string subject, string problem, string remedy) =>
        new(subject, new ProvisioningException(FailureKind.Configuration, problem, remedy));
}
