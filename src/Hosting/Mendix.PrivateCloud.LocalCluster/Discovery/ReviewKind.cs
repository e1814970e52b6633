namespace Mendix.PrivateCloud.LocalCluster.Discovery;

/// <summary>A question that is answered and not stored.</summary>
internal sealed record ReviewKind(string Group, string Kind)
{
    public const string Version = "v1";

    /// <summary>Who am I?</summary>
    public static readonly ReviewKind Subject = new("authentication.k8s.io", "SelfSubjectReview");

    /// <summary>May I?</summary>
    public static readonly ReviewKind Access = new("authorization.k8s.io", "SelfSubjectAccessReview");

    public static IReadOnlyList<ReviewKind> All { get; } = [Subject, Access];

    public string Singular => Kind.ToLowerInvariant();

    public string Plural => Singular + "s";
}
