using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>What became of an apply request.</summary>
/// <param name="Object">The object with its new managed fields; null if there are conflicts.</param>
/// <param name="Changed">False if neither the object nor who owns what has changed: then <paramref name="Object"/> equals the live one.</param>
/// <param name="Conflicts">Why nothing was done; empty on success.</param>
internal sealed record ApplyResult(JsonObject? Object, bool Changed, IReadOnlyList<ApplyConflict> Conflicts)
{
    /// <summary>The message of a conflict response.</summary>
    public string ConflictMessage => ApplyConflict.Describe(Conflicts);
}
