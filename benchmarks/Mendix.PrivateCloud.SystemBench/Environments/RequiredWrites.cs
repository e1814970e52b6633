namespace Mendix.PrivateCloud.SystemBench.Environments;

/// <summary>
/// The least that an environment on ephemeral plans, reached by a Service, has to have written from creation to Ready:
/// its objects, each status that somebody waits for or looks at, and one Event for each thing that people wait for.
/// What must be told in a status is a judgement; benchmarks/README.md says how it was come to.
/// </summary>
internal static class RequiredWrites
{
    public const string PlanStatus = "apply storageplans/status";

    public static IReadOnlyDictionary<string, int> PerEnvironment { get; } = new SortedDictionary<string, int>(StringComparer.Ordinal)
    {
        ["apply builds"] = 1,
        ["apply builds/status"] = 1,
        ["apply deployments"] = 1,
        ["apply endpoints"] = 1,
        ["apply endpoints/status"] = 1,
        // Being made; the parts are there and the runtime starts, which on a real cluster takes minutes; Ready.
        ["apply mendixapps/status"] = 3,
        ["apply runtimes"] = 1,
        // Rolling out, Ready.
        ["apply runtimes/status"] = 2,
        // The credentials of database and files, the settings.
        ["apply secrets"] = 3,
        ["apply services"] = 1,
        ["apply storageinstances"] = 2,
        ["apply storageinstances/status"] = 2,
        // The environment, its database, its files.
        ["create events"] = 3,
        // The admin password, which is never applied over.
        ["create secrets"] = 1,
    };

    /// <summary>The list of its users in the status of each of the two plans, once however many environments come together.</summary>
    public const int PerBurst = 2;

    public static double Total(int environments) => PerEnvironment.Values.Sum() + ((double)PerBurst / environments);
}
