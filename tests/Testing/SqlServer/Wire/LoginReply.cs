using System.Text;

namespace Mendix.PrivateCloud.Testing.SqlServer.Wire;

/// <summary>What lets a client in, or keeps it out.</summary>
internal static class LoginReply
{
    /// <summary>SQL Server 2022.</summary>
    public const byte MajorVersion = 16;

    private const byte LoginAcknowledged = 0xAD;
    private const string Program = "Microsoft SQL Server";

    public static TdsReply Accepted(string database)
    {
        var reply = new TdsReply(isRpc: false);
        reply.WriteDatabaseChange(database, "master");
        // Without it the driver does not get along with text parameters.
        reply.WriteCollation(TdsColumn.Collation);
        // Here, and only here, the version of the protocol is big-endian.
        reply.WriteToken(LoginAcknowledged, [1, 0x74, 0, 0, 4, (byte)Program.Length, .. Encoding.Unicode.GetBytes(Program), MajorVersion, 0, 0, 0]);
        reply.End(failed: false);
        return reply;
    }

    public static TdsReply Refused(IEnumerable<SqlServerError> errors)
    {
        var reply = new TdsReply(isRpc: false);
        errors.ToList().ForEach(reply.WriteError);
        reply.End(failed: true);
        return reply;
    }
}
