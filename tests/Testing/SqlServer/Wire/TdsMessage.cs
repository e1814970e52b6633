namespace Mendix.PrivateCloud.Testing.SqlServer.Wire;

/// <summary>One message of the TDS protocol, put together from its packets.</summary>
/// <param name="Type">What it is; see <see cref="TdsMessageType"/>.</param>
/// <param name="ResetsSession">Whether the connection came out of a pool, so that the session begins anew.</param>
/// <param name="Payload">What is in it.</param>
internal sealed record TdsMessage(byte Type, bool ResetsSession, byte[] Payload);

/// <summary>The kinds of messages (MS-TDS 2.2.3.1.1).</summary>
internal static class TdsMessageType
{
    public const byte Batch = 0x01;
    public const byte Rpc = 0x03;
    public const byte Reply = 0x04;
    public const byte Attention = 0x06;
    public const byte Login = 0x10;
    public const byte PreLogin = 0x12;
}
