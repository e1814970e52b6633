namespace Mendix.PrivateCloud.Provisioning.Checks;

/// <summary>Whether a plan can work, and if not, everything that is in its way.</summary>
/// <param name="Findings">What was looked at, in order. After a finding that makes the rest pointless the list ends.</param>
public sealed record CheckReport(IReadOnlyList<CheckFinding> Findings)
{
    /// <summary>Whether nothing is in the plan's way, as far as it could be looked at.</summary>
    public bool Passed => !Failures.Any();

    /// <summary>The findings that something is wrong.</summary>
    public IEnumerable<CheckFinding> Failures => Findings.Where(finding => finding.Failure is not null);

    /// <summary>What could not be looked at.</summary>
    public IEnumerable<CheckFinding> NotChecked => Findings.Where(finding => finding.NotCheckedReason is not null);

    /// <summary>One line per finding.</summary>
    public override string ToString() => string.Join('\n', Findings);
}
