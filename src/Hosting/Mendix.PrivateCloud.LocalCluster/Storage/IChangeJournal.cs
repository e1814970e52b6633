namespace Mendix.PrivateCloud.LocalCluster.Storage;

/// <summary>Where committed changes are written before they take effect.</summary>
internal interface IChangeJournal
{
    /// <summary>Returns once the change would survive the end of this process. A change whose append throws did not happen.</summary>
    void Append(Change change);
}
