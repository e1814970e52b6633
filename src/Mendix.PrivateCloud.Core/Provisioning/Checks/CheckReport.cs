namespace Mendix.PrivateCloud.Provisioning.Checks;

/// <summary>Whether a plan can work, and if not, everything that is in its way.</summary>
/// <param name="Findings">What was looked at, in order. After a finding that makes the rest pointless the list ends.</param>
public sealed record CheckReport(IReadOnlyList<CheckFinding> Findings)
{
    /// <summary>Whether every finding passed.</summary>
    public bool Passed => Findings.All(finding => finding.Passed);

    /// <summary>The findings that did not pass.</summary>
    public IEnumerable<CheckFinding> Failures => Findings.Where(finding => !finding.Passed);

    /// <summary>One line per finding.</summary>
    public override string ToString() => string.Join('\n', Findings);
}
