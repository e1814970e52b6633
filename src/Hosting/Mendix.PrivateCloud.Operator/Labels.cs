namespace Mendix.PrivateCloud.Operator;

/// <summary>The labels and annotations that the operator puts on what it makes.</summary>
internal static class Labels
{
    // Documented in the reference: users select pods by these two.
    public const string App = "privatecloud.mendix.com/app";
    public const string Component = "privatecloud.mendix.com/component";
    public const string AppComponent = "mendix-app";

    // Shown in the reference's example Deployment; it tells the leader's workload from the others.
    public const string NodeType = "node-type";
    public const string Master = "master";
    public const string Worker = "worker";

    /// <summary>On pods: differs between pods that differ in anything. While there are two, the Service selects one.</summary>
    public const string Revision = "privatecloud.mendix.com/revision";

    /// <summary>On a ServiceAccount with the app's name (documented in the reference): the app's pods may run under it.</summary>
    public const string EnvironmentAccount = "privatecloud.mendix.com/environment-account";

    /// <summary>On a SecretProviderClass with the app's name (documented in the reference): the app's credentials come from it.</summary>
    public const string EnvironmentClass = "privatecloud.mendix.com/environment-class";

    /// <summary>On a Secret with the app's name (documented in the reference): the app's credentials come from it.</summary>
    public const string EnvironmentSecret = "privatecloud.mendix.com/environment-secret";

    public const string ManagedBy = "app.kubernetes.io/managed-by";
    public const string Manager = "mendix-operator";

    /// <summary>On a pod template: changes when the app must take in new settings, which needs a restart.</summary>
    public const string SettingsDigest = "privatecloud.mendix.com/settings-digest";

    /// <summary>On an Endpoint and a Runtime: the state of the OperatorConfiguration that it was made from.</summary>
    public const string ConfigurationRevision = "privatecloud.mendix.com/configuration-revision";

    /// <summary>On a credentials Secret: the id of the tenant that it reaches.</summary>
    public const string TenantId = "privatecloud.mendix.com/tenant-id";

    /// <summary>
    /// On a MendixApp, written by its user: another text has the credentials of its storage changed. On a credentials Secret:
    /// the text for which it was written.
    /// </summary>
    public const string CredentialsRevision = "privatecloud.mendix.com/credentials-revision";

    /// <summary>On a credentials Secret: those before it are still valid, and are withdrawn when the app has taken in these.</summary>
    public const string EarlierCredentials = "privatecloud.mendix.com/earlier-credentials";

    /// <summary>Keeps a StorageInstance until its tenant is gone (documented in the reference, 2.20 and later).</summary>
    public const string StorageFinalizer = "privatecloud.mendix.com/storage-provisioner";

    /// <summary>Keeps the Secret of a plan until no tenant can need it for its removal any more.</summary>
    public const string CredentialsFinalizer = "privatecloud.mendix.com/credentials-in-use";

    /// <summary>On a ServiceAccount: the Secret in its imagePullSecrets that the operator put there.</summary>
    public const string LinkedPullSecret = "privatecloud.mendix.com/linked-pull-secret";

    /// <summary>The prefix that the reference reserves for the operator.</summary>
    public const string ReservedPrefix = "privatecloud.mendix.com/";

    public static Dictionary<string, string> Of(string app) => new() { [App] = app, [ManagedBy] = Manager };
}
