using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Mendix.PrivateCloud.Testing.SqlServer.Model;
using Mendix.PrivateCloud.Testing.SqlServer.Wire;

namespace Mendix.PrivateCloud.Testing.SqlServer;

/// <summary>
/// A server in this process that the real driver of SQL Server talks to. It keeps logins, databases, users, marks and
/// options, enforces who may do what, and refuses every statement that it does not understand. It proves that a client is
/// right about the protocol, the statements and the documented errors; what a real server does, it cannot prove.
/// </summary>
public sealed class SqlServerStandIn : IAsyncDisposable
{
    /// <summary>The administrator that exists from the beginning.</summary>
    public const string Administrator = "sa";

    /// <summary>Its password.</summary>
    public const string AdministratorPassword = "administrat0r-Pa55word";

    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Task, bool> _sessions = new();
    private readonly ConcurrentQueue<ReceivedStatement> _received = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private int _plainSessions;

    private SqlServerStandIn(bool isAzure, X509Certificate2? certificate)
    {
        Model = new ServerModel(isAzure);
        var administrator = Model.AddLogin(Administrator, AdministratorPassword, [1]);
        administrator.ServerRoles.Add("sysadmin");
        Model.AddDatabase(ServerModel.Master, administrator);
        if (!isAzure)
        {
            Model.AddDatabase("tempdb", administrator);
        }

        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Host { get; } = IPAddress.Loopback.ToString();

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every batch that arrived, in order.</summary>
    public IReadOnlyList<ReceivedStatement> Received => [.. _received];

    /// <summary>Asked about each batch before it is executed: what goes wrong with it; null for nothing.</summary>
    public Func<ReceivedStatement, StatementFault?>? Fault { get; set; }

    /// <summary>Asked about each attempt to log in, with the login and the database it goes to: why it is refused; null for no reason.</summary>
    public Func<string, string, SqlServerError?>? LoginFault { get; set; }

    /// <summary>How many sessions began without TLS.</summary>
    public int PlainSessions => _plainSessions;

    internal ServerModel Model { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="isAzure">Whether it behaves as Azure SQL Database.</param>
    /// <param name="certificate">What it shows under TLS; null for a server without TLS.</param>
    public static SqlServerStandIn Start(bool isAzure = false, X509Certificate2? certificate = null) => new(isAzure, certificate);

    /// <summary>Sessions of a login at this moment.</summary>
    public int Sessions(string login)
    {
        lock (Model.Lock)
        {
            return Model.Sessions.Count(session => session.Login.Name == login && !session.IsGone);
        }
    }

    /// <summary>Most sessions of a login at one moment since the start.</summary>
    public int PeakSessions(string login)
    {
        lock (Model.Lock)
        {
            return Model.Peaks.GetValueOrDefault(login);
        }
    }

    /// <summary>Makes a login with fixed server roles and server permissions; in Azure mode, with roles in master.</summary>
    public void AddLogin(string name, string password, params IReadOnlyList<string> rights)
    {
        lock (Model.Lock)
        {
            var login = Model.AddLogin(name, password);
            if (Model.IsAzure)
            {
                Model.Databases[ServerModel.Master].AddUser(name, login.Sid).Roles.UnionWith(rights);
            }
            else
            {
                login.ServerRoles.UnionWith(rights);
                login.Permissions.UnionWith(rights);
            }
        }
    }

    /// <summary>Says of itself that it is another kind of server (SERVERPROPERTY), or that it takes no SQL logins.</summary>
    public void Pretend(int? engineEdition = null, bool onlyOtherLogins = false, bool isBabelfish = false)
    {
        lock (Model.Lock)
        {
            Model.EngineEdition = engineEdition ?? Model.EngineEdition;
            Model.OnlyOtherLogins = onlyOtherLogins;
            Model.IsBabelfish = isBabelfish;
        }
    }

    /// <summary>Drops a login or a database as if somebody else had, without asking anybody. Nobody may be in it.</summary>
    public void Forget(string name)
    {
        lock (Model.Lock)
        {
            Model.Databases.Remove(name);
            Model.Logins.Remove(name);
        }
    }

    /// <summary>Keeps a login out as after too many wrong passwords.</summary>
    public void LockOut(string login)
    {
        lock (Model.Lock)
        {
            Model.Logins[login].IsLocked = true;
        }
    }

    /// <summary>What Azure was told when a database was created, such as <c>EDITION=Basic</c>.</summary>
    public IReadOnlyList<string> AzureOptions(string database)
    {
        lock (Model.Lock)
        {
            return Model.Databases[database].AzureOptions;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_sessions.Keys);
        _stopping.Dispose();
    }

    internal void CountSession()
    {
        if (_certificate is null)
        {
            Interlocked.Increment(ref _plainSessions);
        }
    }

    internal StatementFault? Receive(ReceivedStatement statement)
    {
        _received.Enqueue(statement);
        return Fault?.Invoke(statement);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            client.NoDelay = true;
            var session = ServeAsync(client);
            _sessions[session] = true;
            _ = session.ContinueWith(done => _sessions.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var session = new TdsSession(client, this, _certificate);
        await session.RunAsync(_stopping.Token);
    }
}
