namespace Mendix.PrivateCloud.EndToEnd.Hosting;

/// <summary>Manifests that the tests apply.</summary>
internal static class Yaml
{
    public static string Plans { get; } =
        """
        apiVersion: privatecloud.mendix.com/v1alpha1
        kind: OperatorConfiguration
        metadata:
          name: mendix-operator-configuration
        spec:
          endpoint:
            type: ingress
            ingress:
              domain: apps.example.com
        ---
        apiVersion: privatecloud.mendix.com/v1alpha1
        kind: StoragePlan
        metadata:
          name: ephemeral-database
        spec:
          storageType: database
          provisioner:
            type: ephemeral-database
        ---
        apiVersion: privatecloud.mendix.com/v1alpha1
        kind: StoragePlan
        metadata:
          name: ephemeral-files
        spec:
          storageType: file
          provisioner:
            type: ephemeral-file
        """;

    public static string App(string name, string databasePlan = "ephemeral-database") =>
        $"""
        apiVersion: privatecloud.mendix.com/v1alpha1
        kind: MendixApp
        metadata:
          name: {name}
        spec:
          database:
            servicePlan: {databasePlan}
          storage:
            servicePlan: ephemeral-files
          sourceURL: oci-image://registry.example.com/apps/{name}:1.0.0
          runtime:
            dtapMode: D
        """;

    public static string Environment(string name, string databasePlan = "ephemeral-database") => $"{Plans}\n---\n{App(name, databasePlan)}\n";

    /// <summary>An environment whose image is built of a package, on one of the base images that the tests push.</summary>
    public static string Built(string name, Uri package, string registry) =>
        Environment(name)
            .Replace($"oci-image://registry.example.com/apps/{name}:1.0.0", package.ToString(), StringComparison.Ordinal)
            .Replace(
                "spec:\n  endpoint:",
                $$$"""
                spec:
                  buildRuntimeBaseImage: {{{registry}}}/mendix/runtime:{{.MxRuntimeVersion}}-jre{{.JavaVersion}}
                  registry:
                    pushURL: {{{registry}}}/apps
                    imageNameTemplate: "{{.Name}}:{{.Generation}}"
                  endpoint:
                """,
                StringComparison.Ordinal);
}
