
namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>Keeps nothing: a cluster that lives in memory only.</summary>
internal sealed class NoJournal : IChangeJournal
{
    public void Append(Change change)
    {
    }
}
