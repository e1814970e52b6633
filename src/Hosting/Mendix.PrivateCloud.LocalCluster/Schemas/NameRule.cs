namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>The syntax that <c>metadata.name</c> of a kind must have.</summary>
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
}
