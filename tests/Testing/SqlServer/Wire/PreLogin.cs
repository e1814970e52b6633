using System.Buffers.Binary;

namespace Mendix.PrivateCloud.Testing.SqlServer.Wire;

/// <summary>The first words of a connection (MS-TDS 2.2.6.5): here only who wants encryption.</summary>
internal static class PreLogin
{
    /// <summary>The server has no TLS.</summary>
    public const byte NotSupported = 2;

    /// <summary>The server insists on TLS.</summary>
    public const byte Required = 3;

    private const byte VersionOption = 0;
    private const byte EncryptionOption = 1;
    private const byte End = 0xFF;

    public static byte[] Answer(byte encryption)
    {
        const int OptionLength = 5;
        var answer = new byte[(2 * OptionLength) + 1 + 6 + 1];
        Option(answer, VersionOption, (2 * OptionLength) + 1, 6);
        Option(answer.AsSpan(OptionLength), EncryptionOption, (2 * OptionLength) + 1 + 6, 1);
        answer[2 * OptionLength] = End;
        answer[(2 * OptionLength) + 1] = LoginReply.MajorVersion;
        answer[^1] = encryption;
        return answer;
    }

    private static void Option(Span<byte> at, byte option, int offset, int length)
    {
        at[0] = option;
        BinaryPrimitives.WriteUInt16BigEndian(at[1..], (ushort)offset);
        BinaryPrimitives.WriteUInt16BigEndian(at[3..], (ushort)length);
    }
}
