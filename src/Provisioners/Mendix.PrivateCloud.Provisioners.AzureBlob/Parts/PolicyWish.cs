namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Parts;

/// <summary>What is to become of the access policy of one slot.</summary>
internal enum PolicyWish
{
    /// <summary>Nothing: its slot is not the one in question. It is only removed, when its time has come.</summary>
    LeftAlone,

    /// <summary>It is there as it should be; one that is there already stays, and with it the signature.</summary>
    Kept,

    /// <summary>A new one takes its place, so that no signature of before is valid through it.</summary>
    Renewed,
}
