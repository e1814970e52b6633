namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>
/// Names of what belongs to an environment. All derive from the MendixApp's name, so that whoever looks for a part
/// finds it without asking, and a repeat after a crash meets what is there already.
/// </summary>
internal static class AppNames
{
    // Documented in the reference: StorageInstances, Build and the master Deployment.
    public static string DatabaseInstance(string app) => $"{app}-database";

    public static string FileInstance(string app) => $"{app}-file";

    public static string Build(string app) => $"{app}-build";

    public static string Runtime(string app) => app;

    public static string MasterDeployment(string app) => $"{app}-master";

    public static string WorkerDeployment(string app) => $"{app}-worker";

    // Documented: what comes from outside bears the app's name.
    public static string ServiceAccount(string app) => app;

    public static string ExternalSecrets(string app) => app;

    public static string AdminPasswordSecret(string app) => $"{app}-m2ee";

    // Ours: the reference calls these names derived and does not say how.
    public static string Endpoint(string app) => $"{app}-endpoint";

    public static string Service(string app) => app;

    public static string Ingress(string app) => app;

    public static string Route(string app) => app;

    public static string HttpRoute(string app) => app;

    public static string TlsSecret(string app) => $"{app}-tls";

    public static string DisruptionBudget(string app) => app;

    public static string RuntimeSettingsSecret(string app) => $"{app}-runtime";

    /// <summary>Whose Deployment it would be; null for any other name.</summary>
    public static string? AppOfDeployment(string name) => Without(name, MasterDeployment("")) ?? Without(name, WorkerDeployment(""));

    /// <summary>Whose Secret it would be; null for any other name, and for the credentials, which are a StorageInstance's.</summary>
    public static string? AppOfSecret(string name) =>
        Without(name, TlsSecret("")) ?? Without(name, AdminPasswordSecret("")) ?? Without(name, RuntimeSettingsSecret(""));

    private static string? Without(string name, string ending) =>
        name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : null;
}
