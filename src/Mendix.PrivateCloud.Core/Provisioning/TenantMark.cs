namespace Mendix.PrivateCloud.Provisioning;

/// <summary>
/// The text that a provisioner leaves on what it makes (a COMMENT, an extended property, a tag), so that a later look
/// can tell ours from foreign. Its characters are valid in an AWS tag, the strictest of the places.
/// </summary>
public static class TenantMark
{
    private const string Prefix = "mendix-private-cloud/";
    private const int LongestTagValue = 256;

    /// <summary>
    /// The mark of a tenant: <c>mendix-private-cloud/&lt;id&gt; &lt;namespace&gt;/&lt;environment&gt;</c>, at most 256 characters. Characters
    /// of the two names that a tag cannot hold are written as <c>_</c>; they are there for people, the id decides.
    /// </summary>
    public static string Of(Tenant tenant)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        var mark = $"{Prefix}{tenant.Id} {Printable(tenant.Namespace)}/{Printable(tenant.Environment)}";
        return mark.Length <= LongestTagValue ? mark : mark[..LongestTagValue];
    }

    /// <summary>
    /// Whether <paramref name="mark"/>, as read from a server, says that the thing belongs to <paramref name="tenant"/>.
    /// The id alone decides: an environment restored into another namespace still owns its storage.
    /// </summary>
    public static bool IsOf(string? mark, Tenant tenant)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return mark is not null && mark.StartsWith($"{Prefix}{tenant.Id} ", StringComparison.Ordinal);
    }

    /// <summary>Who owns a thing with this mark, in words for an error message.</summary>
    public static string DescribeOwner(string? mark) => mark switch
    {
        null or "" => "something that this product did not make (it bears no mark)",
        _ when mark.StartsWith(Prefix, StringComparison.Ordinal) => $"another environment ({mark[Prefix.Length..]})",
        _ => "something that this product did not make (it bears a foreign comment)",
    };

    private static string Printable(string name) =>
        string.Concat(name.Select(c => char.IsLetterOrDigit(c) || " _.:/=+-@".Contains(c, StringComparison.Ordinal) ? c : '_'));
}
