using Mendix.PrivateCloud.Provisioning.Checks;

namespace AcmeStorage.Diagnosis;

/// <summary>Finds out what is in a plan's way. Yours: <c>reachable</c>, <c>credentials</c>, then each right by its name.</summary>
internal static class MyTypeCheck
{
    public static CheckFinding Reachable(string root) => Directory.Exists(root)
        ? CheckFinding.Pass("reachable")
        : CheckFinding.Fail("reachable", $"The folder '{root}' is not there.", "Mount it, or name another one in the plan's field 'root'.");
}
