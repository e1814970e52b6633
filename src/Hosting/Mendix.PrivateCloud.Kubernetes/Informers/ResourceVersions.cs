using System.Buffers.Text;
using System.Globalization;

namespace Mendix.PrivateCloud.Kubernetes;

/// <summary>
/// Compares resource versions. They are numbers of one sequence in every server there is (and by contract since Kubernetes 1.35); any
/// that are not numbers are only told equal from different.
/// </summary>
internal static class ResourceVersions
{
    public static bool IsSameOrOlder(ReadOnlySpan<byte> version, string? than)
    {
        if (than is null)
        {
            return false;
        }

        return TryParse(version, out var mine) && ulong.TryParse(than, NumberStyles.None, CultureInfo.InvariantCulture, out var theirs)
            ? mine <= theirs
            : System.Text.Ascii.Equals(version, than);
    }

    public static bool TryParse(ReadOnlySpan<byte> version, out ulong number) =>
        Utf8Parser.TryParse(version, out number, out var used) && used == version.Length;
}
