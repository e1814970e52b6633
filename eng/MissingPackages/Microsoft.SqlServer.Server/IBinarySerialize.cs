namespace Microsoft.SqlServer.Server;

/// <summary>A user-defined type that serializes itself. Nothing here uses it; the driver names it.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}
