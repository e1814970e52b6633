using Mendix.PrivateCloud.ImageBuild;
using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>Where images come from and go to in one namespace, read from its OperatorConfiguration and found to be usable.</summary>
internal sealed record BuildSettings
{
    private const string Registry = "spec.registry of the OperatorConfiguration";

    // Of a new image each source, also after an environment of the same name was removed and made again.
    private const string DefaultName = "{{.Name}}:{{.Timestamp}}";

    private static readonly string[] Types =
    [
        RegistryTypes.Generic, RegistryTypes.DockerSecret, RegistryTypes.OpenShift, RegistryTypes.OpenShift3, RegistryTypes.OpenShift4,
        RegistryTypes.AmazonEcr,
    ];

    public required string Type { get; init; }

    /// <summary>Host, port if it has one, and perhaps the beginning of the repositories' names.</summary>
    public required string PushTo { get; init; }

    public required string PullFrom { get; init; }

    public required ImageNameTemplate Name { get; init; }

    public required string BaseImage { get; init; }

    public string? CredentialsSecretName { get; init; }

    public string? Region { get; init; }

    public bool IsOpenShift => Type is RegistryTypes.OpenShift or RegistryTypes.OpenShift3 or RegistryTypes.OpenShift4;

    /// <param name="spec">The configuration; null when there is none.</param>
    /// <param name="space">Whose it is.</param>
    /// <param name="baseImage">What to take where it names no base image.</param>
    /// <param name="logins">Words for further kinds that somebody registered.</param>
    /// <returns>The settings, or what is wrong.</returns>
    public static (BuildSettings? Settings, Verdict? Problem) Read(
        OperatorConfigurationSpec? spec, string space, string? baseImage, IEnumerable<string> logins)
    {
        try
        {
            return (Read(spec, space, baseImage, [.. Types.Concat(logins).Distinct(StringComparer.Ordinal)]), null);
        }
        catch (FieldException problem)
        {
            return (null, problem.Verdict);
        }
    }

    private static BuildSettings Read(OperatorConfigurationSpec? spec, string space, string? baseImage, string[] types)
    {
        var registry = spec?.Registry ?? throw FieldException.Missing(
            $"{Registry} is not set, so there is nowhere to push an image to. Set pushURL in it, or set spec.sourceURL of the MendixApp to oci-image:// and a finished image.");
        var type = registry.Type is { Length: > 0 } named ? named : RegistryTypes.Generic;
        if (!types.Contains(type, StringComparer.Ordinal))
        {
            throw FieldException.Invalid($"spec.registry.type of the OperatorConfiguration is '{type}', which is not known. Use one of {string.Join(", ", types)}.");
        }

        var push = RegistryPlace.Of(registry.PushUrl ?? OpenShiftPlace(type, space), "pushURL") ?? throw FieldException.Missing(
            "spec.registry.pushURL of the OperatorConfiguration is not set. Set it to host and port of the registry, such as registry.example.com.");
        if (registry is { LinkPullSecret: true, PullSecretName: null or "", CredentialsSecretName: null or "" })
        {
            throw FieldException.Missing(
                "spec.registry.linkPullSecret of the OperatorConfiguration is on, and there is no Secret to link. Name it in spec.registry.pullSecretName, or switch it off.");
        }

        return new BuildSettings
        {
            Type = type,
            PushTo = push,
            PullFrom = RegistryPlace.Of(registry.PullUrl, "pullURL") ?? push,
            Name = NameOf(registry.ImageNameTemplate ?? DefaultName),
            BaseImage = BaseOf(spec, baseImage),
            CredentialsSecretName = registry.CredentialsSecretName is { Length: > 0 } secret ? secret
                : type != RegistryTypes.DockerSecret ? null
                : throw FieldException.Missing($"spec.registry.credentialsSecretName of the OperatorConfiguration is not set, and the type is {type}. Name the Secret."),
            Region = registry.Region,
        };
    }

    /// <summary>Where the operator of OpenShift 4 puts the registry (its documentation); on OpenShift 3 it has several places.</summary>
    private static string? OpenShiftPlace(string type, string space) =>
        type is RegistryTypes.OpenShift or RegistryTypes.OpenShift4 ? $"image-registry.openshift-image-registry.svc:5000/{space}" : null;

    private static ImageNameTemplate NameOf(string template)
    {
        try
        {
            return ImageNameTemplate.Parse(template);
        }
        catch (FormatException exception)
        {
            throw FieldException.Invalid($"spec.registry.imageNameTemplate of the OperatorConfiguration cannot be used. {exception.Message}");
        }
    }

    private static string BaseOf(OperatorConfigurationSpec spec, string? baseImage)
    {
        var name = spec.BuildRuntimeBaseImage is { Length: > 0 } own ? own : baseImage;
        if (string.IsNullOrEmpty(name))
        {
            throw FieldException.Missing(
                "spec.buildRuntimeBaseImage of the OperatorConfiguration is not set, and the operator has no base image of its own. Set it to the name of a runtime base image, with its tag or with the tag in spec.baseOSImageTagTemplate.");
        }

        var field = spec.BuildRuntimeBaseImage is { Length: > 0 } ? "spec.buildRuntimeBaseImage of the OperatorConfiguration" : "The operator's base image";
        Check(name, field);
        if (HasTag(name) || spec.BaseOSImageTagTemplate is not { Length: > 0 } tag)
        {
            return name;
        }

        Check($"{name}:{tag}", "spec.baseOSImageTagTemplate of the OperatorConfiguration");
        return $"{name}:{tag}";
    }

    private static bool HasTag(string name) => name[(name.LastIndexOf('/') + 1)..].AsSpan().ContainsAny(':', '@');

    private static void Check(string name, string field)
    {
        if (BaseImageTemplate.Problem(name) is { } problem)
        {
            throw FieldException.Invalid($"{field} cannot be used. {problem}");
        }
    }
}
