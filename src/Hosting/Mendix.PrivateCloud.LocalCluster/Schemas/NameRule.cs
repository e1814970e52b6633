namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>The syntax of names: what <c>metadata.name</c> of a kind must be, and fields that hold names.</summary>
internal enum NameRule
{
    /// <summary>RFC 1123 subdomain, at most 253 characters: the usual rule.</summary>
    DnsSubdomain,

    /// <summary>RFC 1123 label, at most 63 characters: namespaces.</summary>
    DnsLabel,

    /// <summary>RFC 1035 label, at most 63 characters, begins with a letter: services.</summary>
    Dns1035Label,

    /// <summary>Anything that can stand in a URL path: roles and bindings.</summary>
    PathSegment,

    /// <summary>RFC 1123 subdomain behind <c>*.</c>: the hosts of an Ingress. No object has such a name.</summary>
    WildcardSubdomain,
}
