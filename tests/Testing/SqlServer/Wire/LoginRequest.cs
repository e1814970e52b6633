using System.Buffers.Binary;
using System.Text;

namespace Mendix.PrivateCloud.Testing.SqlServer.Wire;

/// <summary>Who wants to log in where (LOGIN7, MS-TDS 2.2.6.4).</summary>
internal sealed record LoginRequest(string UserName, string Password, string Database, string ApplicationName)
{
    public static LoginRequest Parse(byte[] payload) => new(
        Text(payload, 40), Encoding.Unicode.GetString(Reveal(Field(payload, 44))), Text(payload, 68), Text(payload, 48));

    private static string Text(byte[] payload, int pair) => Encoding.Unicode.GetString(Field(payload, pair));

    private static ReadOnlySpan<byte> Field(byte[] payload, int pair)
    {
        var offset = BinaryPrimitives.ReadUInt16LittleEndian(payload.AsSpan(pair));
        var characters = BinaryPrimitives.ReadUInt16LittleEndian(payload.AsSpan(pair + 2));
        return payload.AsSpan(offset, characters * 2);
    }

    private static byte[] Reveal(ReadOnlySpan<byte> hidden)
    {
        var bytes = hidden.ToArray();
        for (var index = 0; index < bytes.Length; index++)
        {
            var mixed = (byte)(bytes[index] ^ 0xA5);
            bytes[index] = (byte)((mixed >> 4) | (mixed << 4));
        }

        return bytes;
    }
}
