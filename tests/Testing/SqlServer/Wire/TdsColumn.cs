using System.Text;

namespace Mendix.PrivateCloud.Testing.SqlServer.Wire;

/// <summary>A column of a result in one of the types that are needed here (MS-TDS 2.2.5.4).</summary>
internal sealed class TdsColumn(string name, byte type, byte size = 0)
{
    private const byte Integer = 0x26;
    private const byte Bit = 0x68;
    private const byte Moment = 0x6F;
    private const byte Binary = 0xA5;
    private const byte Text = 0xE7;
    private const ushort LongestBytes = 8000;
    private const ushort NullLength = 0xFFFF;
    private const ushort Nullable = 0x01;

    /// <summary>SQL_Latin1_General_CP1_CI_AS.</summary>
    public static readonly byte[] Collation = [0x09, 0x04, 0xD0, 0x00, 0x34];

    public static TdsColumn For(string name, IEnumerable<object?> values) => values.FirstOrDefault(value => value is not null) switch
    {
        // The driver tells a tinyint from an int, and reads neither as the other.
        byte => new(name, Integer, size: 1),
        int => new(name, Integer, size: 4),
        bool => new(name, Bit, size: 1),
        DateTime => new(name, Moment, size: 8),
        byte[] => new(name, Binary),
        null or string => new(name, Text),
        var other => throw new NotSupportedException($"A column of {other.GetType()}."),
    };

    public byte[] Metadata() =>
    [
        0, 0, 0, 0, .. BitConverter.GetBytes(Nullable), type,
        .. type switch
        {
            Integer or Bit or Moment => [size],
            Binary => BitConverter.GetBytes(LongestBytes),
            _ => [.. BitConverter.GetBytes(LongestBytes), .. Collation],
        },
        (byte)name.Length, .. Encoding.Unicode.GetBytes(name),
    ];

    public byte[] Value(object? value) => value switch
    {
        null when type is Binary or Text => BitConverter.GetBytes(NullLength),
        null => [0],
        byte number => [1, number],
        int number => [4, .. BitConverter.GetBytes(number)],
        bool bit => [1, bit ? (byte)1 : (byte)0],
        DateTime moment => [8, .. BitConverter.GetBytes((moment.Date - new DateTime(1900, 1, 1)).Days), .. BitConverter.GetBytes((uint)(moment.TimeOfDay.TotalSeconds * 300))],
        byte[] bytes => [.. BitConverter.GetBytes((ushort)bytes.Length), .. bytes],
        string text => [.. BitConverter.GetBytes((ushort)(text.Length * 2)), .. Encoding.Unicode.GetBytes(text)],
        _ => throw new NotSupportedException($"A value of {value.GetType()}."),
    };
}
