using System.Buffers;
using System.Text;

namespace Mendix.PrivateCloud.Testing.SqlServer.Wire;

/// <summary>Writes the tokens of one reply (MS-TDS 2.2.7).</summary>
internal sealed class TdsReply(bool isRpc)
{
    private const byte Error = 0xAA;
    private const byte EnvironmentChange = 0xE3;
    private const byte ReturnStatus = 0x79;
    private const ushort More = 0x01;
    private const ushort Failed = 0x02;
    private const ushort Counted = 0x10;
    private const ushort AttentionDone = 0x20;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public static TdsReply Attention()
    {
        var reply = new TdsReply(isRpc: false);
        reply.Done(0xFD, AttentionDone, 0);
        return reply;
    }

    public void WriteError(SqlServerError error)
    {
        var body = new List<byte>();
        body.AddRange(BitConverter.GetBytes(error.Number));
        body.Add(1); // state
        body.Add(error.Class);
        body.AddRange(BitConverter.GetBytes((ushort)error.Message.Length));
        body.AddRange(Encoding.Unicode.GetBytes(error.Message));
        body.AddRange(ShortText("stand-in"));
        body.AddRange(ShortText(""));
        body.AddRange(BitConverter.GetBytes(1)); // line
        Token(Error, body);
    }

    public void WriteDatabaseChange(string now, string before) => Token(EnvironmentChange, [1, .. ShortText(now), .. ShortText(before)]);

    public void WriteCollation(byte[] collation) => Token(EnvironmentChange, [7, (byte)collation.Length, .. collation, 0]);

    public void WriteToken(byte token, IReadOnlyList<byte> body) => Token(token, body);

    /// <summary>Writes rows; the type of a column is that of its first value.</summary>
    public void WriteRows(SqlResult result)
    {
        var columns = result.Columns.Select((name, index) => TdsColumn.For(name, result.Rows.Select(row => row[index]))).ToList();
        Write([0x81]);
        Write(BitConverter.GetBytes((ushort)columns.Count));
        columns.ForEach(column => Write(column.Metadata()));
        foreach (var row in result.Rows)
        {
            Write([0xD1]);
            columns.Zip(row).ToList().ForEach(cell => Write(cell.First.Value(cell.Second)));
        }

        Done(isRpc ? (byte)0xFF : (byte)0xFD, More | Counted, result.Rows.Count);
    }

    /// <summary>Ends a statement that changed so many rows.</summary>
    public void WriteCount(int rows) => Done(isRpc ? (byte)0xFF : (byte)0xFD, More | Counted, rows);

    /// <summary>Ends the reply.</summary>
    public void End(bool failed)
    {
        if (isRpc)
        {
            Write([ReturnStatus]);
            Write(BitConverter.GetBytes(failed ? 1 : 0));
        }

        Done(isRpc ? (byte)0xFE : (byte)0xFD, failed ? Failed : (ushort)0, 0);
    }

    private static byte[] ShortText(string text) => [(byte)text.Length, .. Encoding.Unicode.GetBytes(text)];

    private void Token(byte token, IReadOnlyList<byte> body)
    {
        Write([token]);
        Write(BitConverter.GetBytes((ushort)body.Count));
        Write([.. body]);
    }

    private void Done(byte token, int status, long rows)
    {
        Write([token]);
        Write(BitConverter.GetBytes((ushort)status));
        Write(BitConverter.GetBytes((ushort)0));
        Write(BitConverter.GetBytes(rows));
    }

    private void Write(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);
}
