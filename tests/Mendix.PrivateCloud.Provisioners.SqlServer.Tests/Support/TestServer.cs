using Microsoft.Data.SqlClient;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

/// <summary>A server that tests run against: the stand-in, or a real one.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
/// <param name="UserName">Its administrator.</param>
/// <param name="Password">The administrator's password.</param>
/// <param name="IsAzure">Whether it is Azure SQL Database.</param>
/// <param name="IsReal">Whether it is not the stand-in.</param>
public sealed record TestServer(string Host, int Port, string UserName, string Password, bool IsAzure, bool IsReal)
{
    public string ConnectionString(string? database = null, string? userName = null, string? password = null) => new SqlConnectionStringBuilder
    {
        DataSource = $"tcp:{Host},{Port}",
        InitialCatalog = database ?? "master",
        UserID = userName ?? UserName,
        Password = password ?? Password,
        Encrypt = SqlConnectionEncryptOption.Optional,
        TrustServerCertificate = true,
        Pooling = false,
        ConnectRetryCount = 0,
    }.ConnectionString;
}
