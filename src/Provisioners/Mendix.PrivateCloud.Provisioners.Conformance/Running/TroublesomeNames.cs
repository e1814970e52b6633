using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>Names that servers are known to have trouble with. Kubernetes would refuse most; an embedder has other names.</summary>
internal static class TroublesomeNames
{
    /// <summary>Each holds several troubles of one kind: a tenant's life on a real server takes its time.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        // Limits of identifiers and names: 63 PostgreSQL, S3, Azure; 64 IAM; 128 SQL Server; 255 file names.
        "x", new('n', 63), new('n', 64), new('n', 129), new('n', 300),
        "UPPER and lower, 1 and -- and trailing.dot.", "1-begins-with-a-digit", "-", "..", "/",
        "環境 über-größe 😀 e\u0301", "\u202egnp.exe zero\u200bwidth", "nul\0character", "line\r\nbreak\ttab",
        "O'Brien says \"hello\" in [brackets]] `ticks` back\\slash", "* % _ ? # & = + ; : , @ ! ~ ^ | < >",
        "'; DROP DATABASE postgres; --", "\"; DROP DATABASE postgres; --", "]; DROP DATABASE master; --",
        "$(reboot) `reboot` ; rm -rf / ${aws:username} {\"Effect\":\"Allow\"}", "../../../etc %2e%2e%2f a/b ?comp=list&prefix=",
        "CON", "select", "public", "postgres", "master",
    ];

    public static IReadOnlyList<string> Ids { get; } = ["0", "-", "..", new('i', 64), "0F3A-b_c.d"];

    /// <summary>Pairs that a careless derivation of names takes for one.</summary>
    public static IReadOnlyList<(Tenant One, Tenant Two)> Alike { get; } =
    [
        (new("apps", "crm", "1"), new("apps", "CRM", "1")),
        (new("apps", "crm", "1"), new("apps", "crm", "2")),
        (new("apps", "crm", "1"), new("test", "crm", "1")),
        (new("a", "bc", "1"), new("ab", "c", "1")),
        (new("a-b", "c", "1"), new("a", "b-c", "1")),
        (new("apps", "a.b", "1"), new("apps", "a-b", "1")),
        (new("apps", new string('n', 80) + "1", "1"), new("apps", new string('n', 80) + "2", "1")),
        (new("apps", "crm", "1"), new("apps", "crm", "1a")),
        (new("apps", "crm", "1"), new("apps", "crm-1", "1")),
    ];
}
